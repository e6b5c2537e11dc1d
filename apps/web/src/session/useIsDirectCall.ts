import { isRingRoom } from '@parley/protocol/people/ringRoom';
import { useCall } from './SessionContext.ts';

/** Whether this is the room of two who called each other: a link into it opens for nobody else. */
export function useIsDirectCall(): boolean {
  return useCall((state) => isRingRoom(state.room));
}
