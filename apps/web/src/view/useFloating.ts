import { useSession } from '../session/SessionContext.ts';
import { peopleOf } from '../session/usePeople.ts';
import { arrange } from './arrange.ts';
import { useCallView, useCallViewStore } from './callView.ts';
import {
  canFloatPage,
  canFloatVideo,
  closeFloating,
  onFloatingClosed,
  openFloating,
} from './floating.ts';
import { pictureOf } from './useOnStage.ts';

export type FloatingSwitch = { readonly isOn: boolean; readonly toggle: () => void };

/**
 * The switch of the small window above all others. Undefined where the browser has none, and where it shows
 * a picture alone and there is none.
 */
export function useFloating(): FloatingSwitch | undefined {
  const session = useSession();
  const view = useCallViewStore();
  const floating = useCallView((state) => state.floating);
  const trackOnStage = () => {
    const state = session.store.getState();
    const { pinned } = view.getState();
    const speakerId = state.speakers.find((peerId) => peerId !== state.selfId) ?? null;
    const wish = { layout: 'speaker', pinned, isSelfHidden: true, speakerId } as const;
    return pictureOf(arrange(peopleOf(state), wish).main)?.track ?? null;
  };
  const open = async () => {
    const opened = await openFloating(trackOnStage());
    // The call may have ended while the browser opened it.
    if (session.store.getState().phase !== 'joined') return closeFloating(opened);
    view.setState({ floating: opened });
    onFloatingClosed(opened, () => {
      // Another one may have taken its place.
      if (view.getState().floating === opened) view.setState({ floating: null, floatingPicture: null });
    });
  };

  const isOn = floating !== null;
  if (!isOn && !canFloatPage() && (!canFloatVideo() || trackOnStage() === null)) return undefined;
  return {
    isOn,
    toggle: () => {
      if (isOn) closeFloating(floating);
      // Refused without a click, or by the page around: then it stays as it is.
      else open().catch(() => undefined);
    },
  };
}
