import { READY_MICROPHONES } from '@parley/protocol/limits';
import type { CallState } from '../store/CallState.ts';

/** Whether the others have so many microphones that the server may keep nothing ready for one's own while it is muted. */
export function mayBeDormant({
  publications,
  selfId,
}: Pick<CallState, 'publications' | 'selfId'>): boolean {
  const others = Object.values(publications).filter(
    ({ source, peerId }) => source === 'microphone' && peerId !== selfId,
  );
  return others.length >= READY_MICROPHONES;
}
