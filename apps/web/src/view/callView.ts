import type { ShownPicture } from '@parley/client/session/CallCommands';
import { createContext, useContext } from 'react';
import { createStore, type StoreApi, useStore } from 'zustand';
import type { Floating } from './floating.ts';

/** How this person looks at the call. Nobody else is told. */
export type CallView = {
  readonly layout: Layout;
  readonly panel: Panel | null;
  readonly dialog: CallDialog | null;
  /** The tile that stays on the stage: a peer's id, or the key of that peer's screen. */
  readonly pinned: string | null;
  readonly isStripFolded: boolean;
  /** The small window above all others; null while there is none. */
  readonly floating: Floating | null;
  /** What is seen in it, and how large; null while that is no picture of somebody else. */
  readonly floatingPicture: ShownPicture | null;
  /** What was typed and not sent, kept while the panel is closed. */
  readonly draft: string;
};

export const LAYOUTS = ['auto', 'grid', 'speaker'] as const;
export type Layout = (typeof LAYOUTS)[number];
export type Panel = 'chat' | 'people';
type CallDialog =
  | { readonly kind: 'settings' | 'shortcuts' | 'rename' | 'invite' }
  | { readonly kind: 'volume' | 'quality'; readonly peerId: string };

export function createCallView(): StoreApi<CallView> {
  return createStore<CallView>(() => ({
    layout: 'auto',
    panel: null,
    dialog: null,
    pinned: null,
    isStripFolded: false,
    floating: null,
    floatingPicture: null,
    draft: '',
  }));
}

export const CallViewContext = createContext<StoreApi<CallView> | null>(null);

export function useCallViewStore(): StoreApi<CallView> {
  const store = useContext(CallViewContext);
  if (store === null) throw new Error('useCallView outside of a call');
  return store;
}

export function useCallView<Selected>(select: (view: CallView) => Selected): Selected {
  return useStore(useCallViewStore(), select);
}
