import { beforeEach, describe, expect, it } from 'vitest';
import { HeldSound, type RestEnd } from '../src/media/soundHold/HeldSound.ts';

describe('HeldSound', () => {
  let sent: string[];
  let ends: RestEnd[];
  let sound: HeldSound<string>;

  const add = (frame: string, now: number, level?: number) => sound.add(frame, now, level);

  beforeEach(() => {
    sent = [];
    ends = [];
    sound = new HeldSound({
      send: (frame) => sent.push(frame),
      restEnded: (why) => ends.push(why),
    });
  });

  it('passes on at once what is not to be held back', () => {
    add('a', 0);
    sound.release();
    add('b', 20);
    expect(sent).toEqual(['a', 'b']);
  });

  it('lets everything go at once and in order, and what comes after it goes by itself', () => {
    sound.hold();
    for (const [at, frame] of ['a', 'b', 'c'].entries()) add(frame, at * 20);
    expect(sent).toEqual([]);
    sound.release();
    expect(sent).toEqual(['a', 'b', 'c']);
    add('d', 60);
    expect(sent).toEqual(['a', 'b', 'c', 'd']);
  });

  it('holds back a second at most: what is older goes first, and nothing is lost', () => {
    sound.hold();
    add('a', 0);
    add('b', 400);
    add('c', 1_000);
    expect(sent).toEqual([]);
    add('d', 1_200);
    expect(sent).toEqual(['a']);
    add('e', 3_000);
    expect(sent).toEqual(['a', 'b', 'c', 'd']);
    sound.release();
    expect(sent).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps what it has when it is told to hold once more', () => {
    sound.hold();
    add('a', 0);
    sound.hold();
    add('b', 20);
    sound.release();
    expect(sent).toEqual(['a', 'b']);
  });

  it('sends nothing while it rests, and then what was said, with the moment before it', () => {
    sound.rest();
    for (let at = 0; at < 2_000; at += 20) add(`silence ${at}`, at, 0.0005);
    for (let at = 2_000; at < 2_400; at += 20) add(`voice ${at}`, at, 0.05);
    expect(ends).toEqual(['sound']);
    expect(sent).toEqual([]);
    sound.release();
    expect(sent[0]).toBe('silence 1840');
    expect(sent.filter((frame) => frame.startsWith('voice'))).toHaveLength(20);
    add('next', 2_400);
    expect(sent.at(-1)).toBe('next');
    expect(ends).toHaveLength(1);
  });

  it('takes a click for no voice', () => {
    sound.rest();
    const levels = [0, 0.5, 0.5, 0, 0, 0, 0.5, 0, 0, 0.5, 0, 0];
    for (const [index, level] of levels.entries()) add('frame', index * 20, level);
    expect(ends).toEqual([]);
    for (const at of [240, 260, 280]) add('word', at, 0.01);
    expect(ends).toEqual(['sound']);
  });

  it('ends its rest where the browser does not say how loud a frame is', () => {
    sound.rest();
    add('a', 0);
    add('b', 20);
    expect(ends).toEqual(['deaf']);
    sound.release();
    expect(sent).toEqual(['a', 'b']);
  });

  it('begins a rest without what it heard before', () => {
    sound.rest();
    for (const at of [0, 20]) add('voice', at, 0.5);
    sound.rest();
    add('voice', 40, 0.5);
    expect(ends).toEqual([]);
  });
});
