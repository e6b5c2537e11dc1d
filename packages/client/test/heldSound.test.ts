import { beforeEach, describe, expect, it } from 'vitest';
import { HeldSound } from '../src/media/soundHold/HeldSound.ts';

describe('HeldSound', () => {
  let sent: string[];
  let sound: HeldSound<string>;

  beforeEach(() => {
    sent = [];
    sound = new HeldSound((frame) => sent.push(frame));
  });

  it('passes on at once what is not to be held back', () => {
    sound.add('a', 0);
    sound.release();
    sound.add('b', 20);
    expect(sent).toEqual(['a', 'b']);
  });

  it('lets everything go at once and in order, and what comes after it goes by itself', () => {
    sound.hold();
    for (const [at, frame] of ['a', 'b', 'c'].entries()) sound.add(frame, at * 20);
    expect(sent).toEqual([]);
    sound.release();
    expect(sent).toEqual(['a', 'b', 'c']);
    sound.add('d', 60);
    expect(sent).toEqual(['a', 'b', 'c', 'd']);
  });

  it('holds back a second at most: what is older goes first, and nothing is lost', () => {
    sound.hold();
    sound.add('a', 0);
    sound.add('b', 400);
    sound.add('c', 1_000);
    expect(sent).toEqual([]);
    sound.add('d', 1_200);
    expect(sent).toEqual(['a']);
    sound.add('e', 3_000);
    expect(sent).toEqual(['a', 'b', 'c', 'd']);
    sound.release();
    expect(sent).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps what it has when it is told to hold once more', () => {
    sound.hold();
    sound.add('a', 0);
    sound.hold();
    sound.add('b', 20);
    sound.release();
    expect(sent).toEqual(['a', 'b']);
  });
});
