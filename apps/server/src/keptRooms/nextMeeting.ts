import type { RoomMeeting } from '@parley/protocol/keptRoom';
import type { KeptMeeting } from '../storage/KeptRoomRepository.ts';

const MINUTE_MS = 60_000;

/**
 * The meeting that was planned, moved or renamed; calendars that know it take it for the same one. When
 * that one is over, it is another meeting.
 */
export function nextMeeting(
  planned: KeptMeeting | null,
  wish: RoomMeeting,
  { now, newId }: { now: number; newId: () => string },
): KeptMeeting {
  const isSame = planned !== null && planned.startsAt + planned.minutes * MINUTE_MS > now;
  return {
    ...wish,
    uid: isSame ? planned.uid : newId(),
    sequence: isSame ? planned.sequence + 1 : 0,
    changedAt: now,
  };
}
