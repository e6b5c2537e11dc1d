import { type RefObject, useEffect, useRef } from 'react';
import { useDeviceToggle } from '../devices/useDeviceToggle.ts';
import { usePreference } from '../preferences/preferences.ts';
import { useCallViewStore } from '../view/callView.ts';
import { useHand } from '../view/useHand.ts';
import { useScreenShare } from '../view/useScreenShare.ts';
import { useTogglePanel } from '../view/useTogglePanel.ts';
import { isStageFocused } from './stageFocus.ts';

/** Single letters, while the stage has the focus and the person has not switched them off. */
export function useLetterKeys(stage: RefObject<HTMLElement | null>): void {
  const isOn = usePreference('hasLetterKeys');
  const view = useCallViewStore();
  const microphone = useDeviceToggle('microphone');
  const camera = useDeviceToggle('camera');
  const hand = useHand();
  const share = useScreenShare();
  const togglePanel = useTogglePanel();

  const actions = useRef<Readonly<Record<string, (() => void) | undefined>>>({});
  useEffect(() => {
    actions.current = {
      m: microphone.toggle,
      v: camera.toggle,
      h: hand.toggle,
      s: share?.toggle,
      c: () => togglePanel('chat'),
      p: () => togglePanel('people'),
      '?': () => view.setState({ dialog: { kind: 'shortcuts' } }),
    };
  });

  useEffect(() => {
    if (!isOn) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented)
        return;
      const action = actions.current[event.key.toLowerCase()];
      if (!action || !isStageFocused(stage.current)) return;
      event.preventDefault();
      action();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, [isOn, stage]);
}
