import type { LocalMedia } from '@parley/client/session/store/CallState';
import { useCall, useSession } from '../session/SessionContext.ts';

export type ScreenShare = { readonly media: LocalMedia; readonly toggle: () => void };

/** Undefined where this browser cannot share a screen. */
export function useScreenShare(): ScreenShare | undefined {
  const session = useSession();
  const media = useCall(({ local }) => local.screen);
  const canShare = useCall(({ devices }) => devices.canShareScreen);
  if (!canShare) return undefined;
  return { media, toggle: () => void session.setScreen(!media.isOn) };
}
