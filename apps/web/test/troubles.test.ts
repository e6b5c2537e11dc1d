import type { Trouble } from '@parley/protocol/health';
import { expect, test } from 'vitest';
import { troubleSentences } from '../src/session/troubles.ts';
import { callOf, peer, publishing } from './callState.ts';

const trouble = (part: Partial<Trouble>): Trouble => ({
  kind: 'no-packets',
  place: 'downlink',
  publicationId: 'Ann-microphone',
  peerId: 'peer-Ann',
  receiverId: 'peer-Ben',
  since: 1,
  isHealing: true,
  ...part,
});

/** As this person sees it: Ann, or Ben. */
function seenBy(who: 'Ann' | 'Ben', part: Partial<Trouble>) {
  let call = callOf(peer('Ann', 1), peer('Ben', 2));
  call = publishing(publishing(call, 'Ann', 'microphone'), 'Ann', 'camera');
  return troubleSentences({ ...call, selfId: `peer-${who}`, troubles: [trouble(part)] })[0];
}

test('both hear whose side is mended, by the name of the other', () => {
  expect(seenBy('Ann', {})).toMatchObject({ kind: 'sending', where: 'theirs', name: 'Ben' });
  expect(seenBy('Ben', {})).toMatchObject({ kind: 'receiving', where: 'mine', name: 'Ann' });
});

test('a dead uplink is nobody hearing, on the tile of whose it is', () => {
  const uplink = { place: 'uplink', receiverId: null } as const;
  expect(seenBy('Ann', uplink)).toMatchObject({ kind: 'toNobody', where: 'mine', peerId: 'peer-Ann' });
  expect(seenBy('Ben', uplink)).toMatchObject({ kind: 'fromThem', where: 'theirs', name: 'Ann' });
});

test('a device is named to its owner as something to do, to others as the reason', () => {
  const muted = { kind: 'muted-by-system', place: 'sender', receiverId: null } as const;
  expect(seenBy('Ann', muted)).toMatchObject({ kind: 'ownFault', isOwn: true, device: 'microphone' });
  expect(seenBy('Ben', muted)).toMatchObject({ kind: 'theirFault', isOwn: false, name: 'Ann' });
});

test('a network that is too narrow is called so, and nobody claims to mend it', () => {
  const narrow = { publicationId: 'Ann-camera', isHealing: false };
  expect(seenBy('Ben', narrow)).toMatchObject({ what: 'picture', where: 'myNarrow' });
  expect(seenBy('Ann', narrow)).toMatchObject({ where: 'theirNarrow' });
});

test('what is gone meanwhile is not spoken of', () => {
  expect(seenBy('Ben', { publicationId: 'Ann-screen' })).toBeUndefined();
});
