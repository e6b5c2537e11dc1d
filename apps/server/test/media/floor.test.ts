import { expect, test } from 'vitest';
import { Floor } from '../../src/media/Floor.ts';

const LOOK_MS = 250;

/** A room whose people are silent, speak with pauses between words, or make a steady noise. */
class Talk {
  now = 0;
  readonly floor: Floor;
  readonly #levels = new Map<string, () => number | undefined>();

  constructor(seats: number, ...people: string[]) {
    this.floor = new Floor(seats);
    for (const person of people) {
      this.floor.open(person, this.now);
      this.now += 1;
    }
  }

  silent(...people: string[]): void {
    for (const person of people) this.#levels.delete(person);
  }

  /** A pause comes after every fourth look. */
  speak(person: string, level = -30): void {
    let look = 0;
    this.#levels.set(person, () => (++look % 5 === 0 ? undefined : level));
  }

  hum(person: string, level: number): void {
    this.#levels.set(person, () => level);
  }

  pass(ms: number): void {
    for (const end = this.now + ms; this.now < end; this.now += LOOK_MS) {
      const loudness = [...this.#levels].flatMap(([id, levelOf]) => {
        const level = levelOf();
        return level === undefined ? [] : [{ id, level }];
      });
      this.floor.hear(loudness, this.now);
    }
  }

  held(): string[] {
    return ['a', 'b', 'c', 'd', 'e'].filter((person) => this.floor.isHeld(person));
  }
}

test('while there are seats for all nobody is held, spoken or not', () => {
  const talk = new Talk(3, 'a', 'b', 'c');
  talk.pass(60_000);
  expect(talk.held()).toEqual([]);
});

test('whoever speaks takes the seat of the one who has been silent for the longest', () => {
  const talk = new Talk(3, 'a', 'b', 'c', 'd');
  talk.pass(5_000);
  talk.speak('b');
  talk.pass(3_000);
  talk.silent('b');
  expect(talk.held()).toEqual(['a']);
  talk.speak('a');
  talk.pass(LOOK_MS);
  expect(talk.held()).toEqual(['c']);
});

test('nobody loses the floor in mid-word, or while drawing breath', () => {
  const talk = new Talk(2, 'a', 'b', 'c');
  talk.floor.close('c');
  talk.speak('a');
  talk.speak('b');
  talk.pass(10_000);
  talk.floor.open('c', talk.now);
  talk.speak('c');
  talk.pass(10_000);
  expect(talk.held()).toEqual(['c']);
  talk.silent('a');
  talk.pass(1_500);
  expect(talk.held()).toEqual(['c']);
  talk.pass(1_000);
  expect(talk.held()).toEqual(['a']);
});

test('who unmutes has the floor before a word is said; who mutes gives it to who spoke last', () => {
  const talk = new Talk(2, 'a', 'b');
  talk.pass(5_000);
  talk.speak('b');
  talk.pass(3_000);
  talk.floor.open('c', talk.now);
  expect(talk.held()).toEqual(['a']);
  talk.floor.close('c');
  expect(talk.held()).toEqual([]);
});

test('a muted microphone is not held: nothing is kept back of it', () => {
  const talk = new Talk(1, 'a', 'b');
  expect(talk.held()).toEqual(['a']);
  talk.floor.close('a');
  expect(talk.held()).toEqual([]);
  expect(talk.floor.isHeld('never-was')).toBe(false);
});

test('among more speakers than seats the clearly louder one is heard, from the next gap on', () => {
  const talk = new Talk(2, 'a', 'b', 'c');
  talk.floor.close('a');
  talk.speak('b', -45);
  talk.speak('c', -30);
  talk.pass(10_000);
  talk.floor.open('a', talk.now);
  talk.speak('a', -25);
  talk.pass(3_000);
  expect(talk.held()).toEqual(['b']);
});

test('steady noise on every seat does not keep a voice from being heard', () => {
  const talk = new Talk(2, 'a', 'b', 'c');
  talk.floor.close('a');
  talk.hum('b', -55);
  talk.hum('c', -50);
  talk.pass(10_000);
  talk.floor.open('a', talk.now);
  talk.speak('a', -30);
  talk.pass(1_000);
  expect(talk.held()).toEqual(['b']);
});

test('what stirs gets a seat before its level is known; what turns out to be noise does so once', () => {
  const talk = new Talk(2, 'a', 'b', 'c');
  talk.pass(5_000);
  talk.speak('b');
  talk.pass(500);
  expect(talk.held()).toEqual(['a']);
  talk.floor.stir('a', talk.now);
  expect(talk.held()).toEqual(['c']);
  talk.pass(3_000);
  talk.floor.stir('c', talk.now);
  expect(talk.held()).toEqual(['a']);
  expect(talk.floor.isNoise('a')).toBe(true);
  talk.speak('a');
  talk.pass(500);
  expect(talk.held()).toEqual(['c']);
  expect(talk.floor.isNoise('a')).toBe(false);
});

test('with a seat for everybody nobody is ever held', () => {
  const talk = new Talk(Number.POSITIVE_INFINITY, 'a', 'b', 'c', 'd', 'e');
  for (const person of ['a', 'b', 'c', 'd']) talk.speak(person);
  talk.pass(20_000);
  talk.floor.stir('e', talk.now);
  expect(talk.held()).toEqual([]);
});
