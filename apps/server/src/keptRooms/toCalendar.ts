import type { KeptMeeting } from '../storage/KeptRoomRepository.ts';

type Invitation = {
  meeting: KeptMeeting;
  /** The room's link. */
  url: string;
  /** Of the server: with the meeting's id it makes one that nobody else uses. */
  host: string;
};

/** A line may be this long, in octets, its end not counted (RFC 5545, 3.1). */
const LINE_OCTETS = 75;

/** A meeting as an iCalendar file (RFC 5545), in UTC: every calendar shows it in its own time. */
export function toCalendar({ meeting, url, host }: Invitation): string {
  const { title, startsAt, minutes, uid, sequence, changedAt } = meeting;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parley//Parley//EN',
    'BEGIN:VEVENT',
    `UID:${uid}@${host}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${toUtc(changedAt)}`,
    `DTSTART:${toUtc(startsAt)}`,
    `DTEND:${toUtc(startsAt + minutes * 60_000)}`,
    `SUMMARY:${toText(title)}`,
    `LOCATION:${toText(url)}`,
    `DESCRIPTION:${toText(url)}`,
    // Of the type URI, which is not escaped.
    `URL:${url}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** `20261121T093000Z` (RFC 5545, 3.3.5, form 2). */
function toUtc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** RFC 5545, 3.3.11. */
function toText(text: string): string {
  return text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\r\n|\r|\n/g, '\\n');
}

/** Breaks a line that is too long, never within a character (RFC 5545, 3.1). */
function fold(line: string): string {
  const parts: string[] = [];
  let part = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > LINE_OCTETS) {
      parts.push(part);
      part = '';
      // The space that the next line begins with counts.
      octets = 1;
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
