import { useEffect } from 'react';
import { useDeviceToggle } from '../devices/useDeviceToggle.ts';

/** Ctrl/⌘+D and Ctrl/⌘+E switch microphone and camera, before joining and in the call. */
export function useDeviceKeys(): void {
  const { toggle: toggleMicrophone } = useDeviceToggle('microphone');
  const { toggle: toggleCamera } = useDeviceToggle('camera');
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const key = event.key.toLowerCase();
      if (key !== 'd' && key !== 'e') return;
      // In the browser these are bookmark and search.
      event.preventDefault();
      if (event.repeat) return;
      if (key === 'd') toggleMicrophone();
      else toggleCamera();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [toggleMicrophone, toggleCamera]);
}
