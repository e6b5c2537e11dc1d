import { expect, test } from 'vitest';
import { PlaceTokens } from '../../src/calls/PlaceTokens.ts';

const place = { room: 'home', peerId: 'ada-0001', joinedAt: 1_795_224_740_000 };
const soon = () => place.joinedAt + 1_000;
const tokens = new PlaceTokens(Buffer.alloc(32, 1), soon);

test('a token tells when its peer joined, to every process that has the secret', () => {
  const token = tokens.issue(place);
  expect(tokens.joinedAt(token, place)).toBe(place.joinedAt);
  expect(new PlaceTokens(Buffer.alloc(32, 1), soon).joinedAt(token, place)).toBe(place.joinedAt);
});

test('[R6] a token is good for its own peer in its own room alone', () => {
  const token = tokens.issue(place);
  expect(tokens.joinedAt(token, { ...place, peerId: 'bob-0001' })).toBeUndefined();
  expect(tokens.joinedAt(token, { ...place, room: 'other' })).toBeUndefined();
  expect(new PlaceTokens(Buffer.alloc(32, 2), soon).joinedAt(token, place)).toBeUndefined();
});

test('[R6] a token that was changed anywhere is none', () => {
  const bytes = Buffer.from(tokens.issue(place), 'base64url');
  for (let at = 0; at < bytes.length; at += 1) {
    const changed = Buffer.from(bytes);
    changed[at] = (changed[at] ?? 0) ^ 1;
    expect(tokens.joinedAt(changed.toString('base64url'), place)).toBeUndefined();
  }
  expect(tokens.joinedAt('', place)).toBeUndefined();
  expect(tokens.joinedAt('A'.repeat(64), place)).toBeUndefined();
});

test('a token is good for a day', () => {
  const token = tokens.issue(place);
  const day = 24 * 60 * 60 * 1000;
  const at = (now: number) => new PlaceTokens(Buffer.alloc(32, 1), () => now).joinedAt(token, place);
  expect(at(place.joinedAt + day - 1)).toBe(place.joinedAt);
  expect(at(place.joinedAt + day)).toBeUndefined();
});
