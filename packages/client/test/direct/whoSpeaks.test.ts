import { expect, it } from 'vitest';
import { WhoSpeaks } from '../../src/direct/WhoSpeaks.ts';

const levels = (ann: number, bob: number) =>
  new Map([
    ['ann', ann],
    ['bob', bob],
  ]);

it('names those who are heard, the loudest first, through the pauses between words', () => {
  const who = new WhoSpeaks();
  expect(who.look(levels(0.001, 0), 0)).toEqual([]);
  expect(who.look(levels(0.1, 0.3), 100)).toEqual(['bob', 'ann']);
  expect(who.look(levels(0.2, 0), 600)).toEqual(['ann', 'bob']);
  expect(who.look(levels(0.2, 0), 800)).toEqual(['ann']);
});

it('does not name whoever has been muted', () => {
  const who = new WhoSpeaks();
  who.look(levels(0.1, 0.3), 0);
  expect(who.look(new Map([['ann', 0.1]]), 100)).toEqual(['ann']);
});
