import type { LocalMedia } from '@parley/client/session/store/CallState';
import { useCallback } from 'react';
import { setPreferences } from '../preferences/preferences.ts';
import { useCall, useSession } from '../session/SessionContext.ts';

/**
 * What pressing the button does next. What is so decides, because a device is called off only when
 * the SFU says so; the exception is that switching on can be taken back while it is under way.
 */
export function nextWish({ isOn, isWanted, isBusy }: LocalMedia): boolean {
  const isTurningOn = isBusy && isWanted && !isOn;
  return !isOn && !isTurningOn;
}

export type DeviceToggle = {
  readonly media: LocalMedia;
  /** True: pressing turns it on. */
  readonly turnsOn: boolean;
  readonly toggle: () => void;
};

/** The microphone's or the camera's switch. The last use is remembered for the next visit. */
export function useDeviceToggle(kind: 'microphone' | 'camera'): DeviceToggle {
  const session = useSession();
  const media = useCall((state) => state.local[kind]);
  const turnsOn = nextWish(media);
  const toggle = useCallback(() => {
    if (kind === 'microphone') {
      setPreferences({ wantsMicrophone: turnsOn });
      void session.setMicrophone(turnsOn);
    } else {
      setPreferences({ wantsCamera: turnsOn });
      void session.setCamera(turnsOn);
    }
  }, [session, kind, turnsOn]);
  return { media, turnsOn, toggle };
}
