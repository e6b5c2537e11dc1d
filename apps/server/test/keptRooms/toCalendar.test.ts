import { expect, test } from 'vitest';
import { toCalendar } from '../../src/keptRooms/toCalendar.ts';

const meeting = {
  title: 'Plans',
  startsAt: Date.UTC(2026, 11, 31, 23, 30),
  minutes: 45,
  uid: 'f4Z2rPYrqkJj',
  sequence: 3,
  changedAt: Date.UTC(2026, 10, 21, 9, 5, 7, 999),
};
const calendar = (title: string) =>
  toCalendar({
    meeting: { ...meeting, title },
    url: 'https://meet.example.org/r/monday',
    host: 'meet.example.org',
  });

test('a meeting is an event in UTC', () => {
  expect(calendar('Plans').split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Parley//Parley//EN',
    'BEGIN:VEVENT',
    'UID:f4Z2rPYrqkJj@meet.example.org',
    'SEQUENCE:3',
    'DTSTAMP:20261121T090507Z',
    'DTSTART:20261231T233000Z',
    'DTEND:20270101T001500Z',
    'SUMMARY:Plans',
    'LOCATION:https://meet.example.org/r/monday',
    'DESCRIPTION:https://meet.example.org/r/monday',
    'URL:https://meet.example.org/r/monday',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ]);
});

test('what means something in the file is escaped, and nothing can be slipped into it', () => {
  expect(calendar('a;b,c\\d: "e"')).toContain('\r\nSUMMARY:a\\;b\\,c\\\\d: "e"\r\n');
  expect(calendar('x\r\nBEGIN:VALARM')).toContain('\r\nSUMMARY:x\\nBEGIN:VALARM\r\n');
});

test('long lines are folded after 75 octets at the latest, and never within a character', () => {
  const title = `${'Fünf 🦊 '.repeat(11)}end`;
  const file = calendar(title);
  for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(file).not.toContain('\ufffd');
  expect(file.replace(/\r\n /g, '')).toContain(`\r\nSUMMARY:${title}\r\n`);
  expect(file).toMatch(/\r\n /);
});
