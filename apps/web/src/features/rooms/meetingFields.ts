import type { RoomMeeting } from '@parley/protocol/keptRoom';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';

/** A meeting as a form has it: the day and the time are those of the person's own clock. */
type MeetingFields = { title: string; day: string; time: string; minutes: string };

const USUAL_MINUTES = '60';

const twoDigits = (number: number) => String(number).padStart(2, '0');

export function toFields(meeting: RoomMeeting | null, title: string): MeetingFields {
  if (meeting === null) return { title, day: '', time: '', minutes: USUAL_MINUTES };
  const start = new Date(meeting.startsAt);
  return {
    title: meeting.title,
    day: `${start.getFullYear()}-${twoDigits(start.getMonth() + 1)}-${twoDigits(start.getDate())}`,
    time: `${twoDigits(start.getHours())}:${twoDigits(start.getMinutes())}`,
    minutes: String(meeting.minutes),
  };
}

/** @returns undefined when something is missing, or no time at all */
export function fromFields({
  day,
  time,
  minutes: typed,
}: MeetingFields): Pick<RoomMeeting, 'startsAt' | 'minutes'> | undefined {
  // Without a zone behind it, it is read in the person's own (ECMA-262, 21.4.1.32).
  const startsAt = Date.parse(`${day}T${time}`);
  const minutes = Number(typed);
  const isLength = Number.isInteger(minutes) && minutes >= 1 && minutes <= PEOPLE_LIMITS.meetingMinutes;
  return Number.isFinite(startsAt) && startsAt >= 0 && isLength ? { startsAt, minutes } : undefined;
}
