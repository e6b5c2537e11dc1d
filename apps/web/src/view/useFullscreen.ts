import { useSyncExternalStore } from 'react';

function subscribe(notify: () => void): () => void {
  document.addEventListener('fullscreenchange', notify);
  return () => document.removeEventListener('fullscreenchange', notify);
}

export type Fullscreen = { readonly isOn: boolean; readonly toggle: () => void };

/**
 * Undefined where the browser has none (phones of one maker). The whole document is shown, so that
 * menus and dialogs are inside whatever they are attached to.
 */
export function useFullscreen(): Fullscreen | undefined {
  const isOn = useSyncExternalStore(subscribe, () => document.fullscreenElement !== null);
  if (!document.fullscreenEnabled) return undefined;
  return {
    isOn,
    toggle: () => {
      const change = isOn ? document.exitFullscreen() : document.documentElement.requestFullscreen();
      // Refused without a click, or by the page around: then it stays as it is.
      change.catch(() => undefined);
    },
  };
}
