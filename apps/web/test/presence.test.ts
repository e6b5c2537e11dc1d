import { describe, expect, it } from 'vitest';
import { formerPeers, type Presence, rememberPeers, statusToShow } from '../src/session/presence.ts';

const account = (name: string) => ({ accountId: `account-${name}`, name, pictureVersion: null });
const peer = (name: string) => ({ name, account: account(name) });
const card = (status: Presence['cards'][string]['status']) => ({ status, lastSeenAt: null });

describe('who is known in a call', () => {
  it('keeps those who have left, and nobody who hides or is a guest', () => {
    const [ada, bob, cy] = [peer('ada'), peer('bob'), peer('cy')];
    let known = rememberPeers({}, { a: ada, b: bob, c: cy, guest: { name: 'ada', account: null } });
    expect(known).toEqual({ a: ada, b: bob, c: cy });
    known = rememberPeers(known, { b: { name: 'bob', account: null }, c: { ...cy, name: 'Cy' } });
    expect(known).toEqual({ a: ada, c: { ...cy, name: 'Cy' } });
  });

  it('lists those who have left once, unless they are back or may not be found', () => {
    const peers = { a1: peer('ada'), a2: peer('ada'), b: peer('bob'), c: peer('cy'), d: peer('dan') };
    const cards = {
      'account-ada': card('away'),
      'account-cy': card('offline'),
      'account-dan': card('in-call'),
    };
    const former = formerPeers({ peers, cards }, { c2: peer('cy'), guest: { name: 'ada' } });
    expect(former.map(({ name }) => name)).toEqual(['dan', 'ada']);
  });
});

describe('how somebody is', () => {
  const shown = (status: Presence['cards'][string]['status'], isHere: boolean) =>
    statusToShow({ peers: { a: peer('ada') }, cards: { 'account-ada': card(status) } }, 'a', isHere);

  it('is said of somebody who has left, and of somebody here who wants no disturbance', () => {
    expect(shown('away', false)).toBe('away');
    expect(shown('in-call', false)).toBe('in-call');
    expect(shown('in-call', true)).toBeNull();
    expect(shown('do-not-disturb', true)).toBe('do-not-disturb');
  });

  it('is not said of guests, nor of people who may not be seen', () => {
    expect(statusToShow({ peers: {}, cards: {} }, 'a', false)).toBeNull();
    expect(statusToShow({ peers: { a: peer('ada') }, cards: {} }, 'a', false)).toBeNull();
  });
});
