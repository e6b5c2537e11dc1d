import { expect, test } from 'vitest';
import { Readiness } from '../../src/media/Readiness.ts';

/** Three that are kept ready; the names of those that are muted begin with a small letter. */
function roomOf(...names: string[]): Readiness {
  const readiness = new Readiness(3);
  for (const name of names) {
    readiness.add(name.toLowerCase(), name === name.toLowerCase() ? 'muted' : 'on');
  }
  return readiness;
}

test('as long as there is room, muted ones are ready', () => {
  const readiness = roomOf('ann', 'Bob', 'cai');
  expect(readiness.close('bob')).toEqual([]);
  expect(['ann', 'bob', 'cai'].filter((id) => readiness.isDormant(id))).toEqual([]);
});

test('one that comes muted into a room without room is dormant, and takes nobody’s place', () => {
  const readiness = roomOf('ann', 'Bob', 'cai');
  expect(readiness.add('dia', 'muted')).toEqual([]);
  expect(['ann', 'bob', 'cai', 'dia'].filter((id) => readiness.isDormant(id))).toEqual(['dia']);
});

test('one that is on is ready, and the one that was muted for the longest is not any more', () => {
  const readiness = roomOf('Ann', 'Bob', 'Cai', 'dia');
  expect(readiness.close('bob')).toEqual([]);
  expect(readiness.close('ann')).toEqual([]);
  expect(readiness.open('dia')).toEqual(['bob']);
  expect(readiness.isDormant('dia')).toBe(false);
  expect(readiness.isDormant('bob')).toBe(true);
  expect(readiness.add('eva', 'on')).toEqual(['ann']);
});

test('all that are on are ready, however many; muted, they are let go', () => {
  const readiness = roomOf('Ann', 'Bob', 'Cai', 'Dia', 'Eva');
  expect(readiness.close('cai')).toEqual(['cai']);
  expect(readiness.close('ann')).toEqual(['ann']);
  expect(readiness.close('bob')).toEqual([]);
  expect(readiness.open('cai')).toEqual(['bob']);
});

test('muting or opening twice is the same as once', () => {
  const readiness = roomOf('Ann', 'Bob', 'Cai');
  readiness.close('ann');
  readiness.close('bob');
  readiness.close('ann');
  readiness.open('cai');
  expect(readiness.add('dia', 'on')).toEqual(['ann']);
});

test('whoever goes makes room for who comes, and wakes nobody', () => {
  const readiness = roomOf('Ann', 'Bob', 'Cai', 'dia');
  readiness.remove('ann');
  expect(readiness.isDormant('dia')).toBe(true);
  readiness.add('eva', 'muted');
  expect(readiness.isDormant('eva')).toBe(false);
});

test('what is not there cannot be opened or muted', () => {
  const readiness = roomOf('Ann', 'Bob', 'Cai');
  readiness.remove('ann');
  for (const id of ['ann', 'nobody']) {
    expect(readiness.open(id)).toEqual([]);
    expect(readiness.close(id)).toEqual([]);
  }
  expect(readiness.add('dia', 'muted')).toEqual([]);
  expect(readiness.isDormant('dia')).toBe(false);
});

test('without a limit none is dormant', () => {
  const readiness = new Readiness(Infinity);
  for (let index = 0; index < 500; index += 1) readiness.add(String(index), 'muted');
  expect(readiness.isDormant('499')).toBe(false);
});

test('where more are on than are kept ready, those that rest are dormant until they are about to be heard', () => {
  const readiness = roomOf('Ann', 'Bob', 'Cai', 'Dia', 'Eva');
  expect(readiness.rest('bob')).toEqual(['bob']);
  expect(readiness.rest('ann')).toEqual(['ann']);
  // As many as are kept ready: Cai stays.
  expect(readiness.rest('cai')).toEqual([]);
  expect(['ann', 'bob', 'cai'].filter((id) => readiness.isDormant(id))).toEqual(['ann', 'bob']);
  expect(readiness.open('ann')).toEqual([]);
  expect(readiness.isDormant('ann')).toBe(false);
  expect(readiness.rest('cai')).toEqual(['cai']);
});

test('muted ones go before any that rests', () => {
  const readiness = roomOf('ann', 'Bob', 'Cai');
  expect(readiness.rest('bob')).toEqual([]);
  expect(readiness.add('dia', 'on')).toEqual(['ann']);
  expect(readiness.rest('bob')).toEqual([]);
});

test('one that comes resting is dormant where there is no room, and one of those that are on where there is', () => {
  const readiness = roomOf('Ann', 'Bob', 'cai');
  expect(readiness.add('dia', 'resting')).toEqual([]);
  expect(readiness.isDormant('dia')).toBe(true);
  readiness.remove('cai');
  expect(readiness.add('eva', 'resting')).toEqual([]);
  expect(readiness.isDormant('eva')).toBe(false);
  // Nothing is muted, so nothing has to go.
  expect(readiness.add('fay', 'on')).toEqual([]);
  expect(readiness.rest('eva')).toEqual(['eva']);
});

test('one that rests and is muted stays dormant', () => {
  const readiness = roomOf('Ann', 'Bob', 'Cai', 'Dia');
  readiness.rest('ann');
  expect(readiness.close('ann')).toEqual([]);
  expect(readiness.rest('ann')).toEqual([]);
  expect(readiness.isDormant('ann')).toBe(true);
});
