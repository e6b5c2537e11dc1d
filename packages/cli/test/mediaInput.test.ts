import { expect, test } from 'vitest';
import type { Command, Context } from '../src/Command.ts';
import { publish } from '../src/commands/publish.ts';
import { record } from '../src/commands/record.ts';
import { screenInput, testInput } from '../src/media/MediaInput.ts';
import { UsageError } from '../src/UsageError.ts';

/** As far as a command gets that refuses what was typed. */
function run(command: Command, args: string[], options: Record<string, string | true> = {}) {
  const context = {
    args: ['monday', ...args],
    text: (name: string) => (typeof options[name] === 'string' ? options[name] : undefined),
    flag: (name: string) => options[name] === true,
  } as Partial<Context> as Context;
  return command.run(context);
}

test.each<[string[], Record<string, string | true>]>([
  [[], {}],
  [['film.mkv'], { test: true }],
  [[], { test: true, screen: true }],
  [[], { test: true, tone: 'high' }],
  [[], { test: true, tone: '5' }],
])('publishes one thing that there is, not %j %j', async (args, options) => {
  await expect(run(publish, args, options)).rejects.toThrow(UsageError);
});

test.each<[string, Record<string, string>]>([
  ['meeting.mp3', {}],
  ['meeting', {}],
  ['meeting.ogg', { for: 'ever' }],
])('records into what it can write, not %s %j', async (file, options) => {
  await expect(run(record, [file], options)).rejects.toThrow(UsageError);
});

test('a machine without a screen has none to show', () => {
  expect(() => screenInput('')).toThrow(UsageError);
  expect(screenInput(':7').picture?.source).toBe('screen');
});

test('the test has a picture and a sound', () => {
  expect(testInput(700).args).toContain('sine=frequency=700:sample_rate=48000');
  expect(testInput(700).sound?.map).toBe('1:a:0');
});
