import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { createStore, useStore } from 'zustand';

type Ringing = {
  /** Null while nobody is signed in here, and until it is loaded. */
  readonly session: RingSession | null;
  /** The room that a call leads into, without a stop before it; null once one is there. */
  readonly entry: string | null;
  /** What was chosen for it. */
  readonly withCamera: boolean;
};

/** Direct calls of this page, whatever it shows. */
export const ringing = createStore<Ringing>(() => ({
  session: null,
  entry: null,
  withCamera: false,
}));

export function useRingSession(): RingSession | null {
  return useStore(ringing, ({ session }) => session);
}

/** Whether one goes into this room without looking at it before. */
export function useIsExpected(room: string): boolean {
  return useStore(ringing, ({ entry }) => entry === room);
}
