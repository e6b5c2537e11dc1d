import { expect, test } from 'vitest';
import { drawChat } from '../src/chat/drawChat.ts';

const SCREEN = {
  room: 'monday',
  members: ['Ada (you)', 'Ben'],
  lines: [],
  typed: '',
  width: 80,
  height: 8,
};

test('fills the screen exactly: members beside the messages, the typed line last', () => {
  const screen = drawChat({ ...SCREEN, lines: ['Ben: hello', '* Cleo joined'], typed: 'hi' });
  expect(screen).toHaveLength(8);
  for (const row of screen.slice(0, -1)) expect([...row]).toHaveLength(80);
  expect(screen[0]).toContain('monday');
  expect(screen[1]).toMatch(/^Ben: hello +│ 2 here +$/);
  expect(screen[2]).toMatch(/^\* Cleo joined +│ Ada \(you\) +$/);
  expect(screen.at(-1)).toBe('> hi');
});

test('shows the newest lines, wrapped between words', () => {
  const words = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
  const screen = drawChat({ ...SCREEN, lines: ['old', words, 'newest'], height: 6 });
  const text = screen.slice(1, -2).map((row) => row.split('│')[0]?.trim());
  expect(text.at(-1)).toBe('newest');
  expect(text).not.toContain('old');
  for (const row of text) expect(row).toMatch(/^(?:word\d+(?: |$))+|newest$/);
});

test('a narrow terminal has no list of members, and a long line shows its end', () => {
  const screen = drawChat({ ...SCREEN, width: 20, typed: 'a very long line that goes on' });
  expect(screen.join()).not.toContain('│');
  expect(screen.at(-1)).toBe(
    '> ine that goes on'.slice(0, 2) + 'a very long line that goes on'.slice(-17),
  );
});

test('an address that fits on a line is not cut', () => {
  const address = 'https://meet.example.org/api/v1/files/abcdefghijkl';
  const lines = [`Ann: [a-plan.png, 5 bytes] ${address}`];
  const screen = drawChat({ ...SCREEN, lines }).map((row) => row.split('│')[0]?.trim());
  expect(screen).toContain(address);
  const endless = drawChat({ ...SCREEN, lines: ['x'.repeat(100)] });
  expect(endless[1]).toMatch(/^x{55} │/);
});
