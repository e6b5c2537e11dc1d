import { describe, expect, it } from 'vitest';
import { PeerName, toPeerName } from '../src/peer.ts';

describe('the name of a peer', () => {
  it.each([
    ['  Ada   Lovelace ', 'Ada Lovelace'],
    ['👩‍💻 "Grace" <b>', '👩‍💻 "Grace" <b>'],
    ['e\u0301', 'é'],
    ['line\nbreak\u0000', 'line break'],
    ['safe\u202Egnp.exe', 'safe gnp.exe'],
    ['half \ud83d pair', 'half pair'],
    ['😀'.repeat(80), '😀'.repeat(64)],
  ])('%j becomes %j, which the wire accepts', (typed, name) => {
    expect(toPeerName(typed)).toBe(name);
    expect(PeerName.safeParse(name).success).toBe(true);
  });

  it.each(['', ' \t ', '\u202e'])('%j leaves nothing to show', (typed) => {
    expect(toPeerName(typed)).toBeUndefined();
  });

  it.each([' Ada', 'Ada\u0007', 'half\ud83d', 'x'.repeat(65), '😀'.repeat(65), ''])(
    '%j is refused on the wire',
    (name) => expect(PeerName.safeParse(name).success).toBe(false),
  );
});
