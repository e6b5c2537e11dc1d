import { pino } from 'pino';
import { expect, test } from 'vitest';
import { JoinNotes } from '../../src/calls/JoinNotes.ts';
import type { Storage } from '../../src/storage/Storage.ts';

const MINUTE_MS = 60_000;

function beginNotes() {
  const world = { now: 1_000, isAway: false, noted: [] as number[] };
  const rooms = {
    touch: async (_room: string, at: number) => {
      if (world.isAway) throw new Error('the database is away');
      world.noted.push(at);
    },
  } as unknown as Storage['rooms'];
  const log = pino({ level: 'silent' });
  const notes = new JoinNotes('home', { storage: { rooms }, now: () => world.now, log });
  return { world, notes };
}

test('the first join is noted, and those that follow within a minute with it', async () => {
  const { world, notes } = beginNotes();
  await notes.note();
  world.now += MINUTE_MS - 1;
  await notes.note();
  expect(world.noted).toEqual([1_000]);
  world.now += 1;
  await notes.note();
  expect(world.noted).toEqual([1_000, 1_000 + MINUTE_MS]);
});

test('what a database that was away has missed, the next join tells it', async () => {
  const { world, notes } = beginNotes();
  world.isAway = true;
  await notes.note();
  world.isAway = false;
  world.now += 1;
  await notes.note();
  expect(world.noted).toEqual([1_001]);
});
