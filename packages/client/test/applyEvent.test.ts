import type { RoomEvent, roomEvents } from '@parley/protocol/contract';
import { describe, expect, it } from 'vitest';
import { applyEvent } from '../src/session/store/applyEvent.ts';
import type { CallState } from '../src/session/store/CallState.ts';
import { initialState } from '../src/session/store/createCallStore.ts';
import { fromSnapshot } from '../src/session/store/fromSnapshot.ts';
import { aMessage, aPeer, aPublication, aSnapshot } from './support/roomState.ts';

const ann = aPeer('peer-ann1', { name: 'Ann' });
const bob = aPeer('peer-bob1', { name: 'Bob' });
const camera = aPublication('camera-bob', bob.peerId, 'camera');

function room(): CallState {
  const snapshot = aSnapshot({ peers: [ann, bob], publications: [camera] });
  return { ...fromSnapshot(initialState('lab'), snapshot), speakers: [bob.peerId] };
}

function after(event: RoomEvent, state = room()): CallState {
  return applyEvent(state, event, state.seq + 1);
}

describe('applyEvent', () => {
  const cases: Record<keyof typeof roomEvents, [RoomEvent, (state: CallState) => unknown, unknown]> = {
    'peer:joined': [
      { name: 'peer:joined', data: { peer: aPeer('peer-cyd1') } },
      ({ peers }) => Object.keys(peers),
      ['peer-ann1', 'peer-bob1', 'peer-cyd1'],
    ],
    'peer:left': [
      { name: 'peer:left', data: { peerId: bob.peerId, reason: 'lost' } },
      ({ peers, publications, speakers }) => [Object.keys(peers), publications, speakers],
      [['peer-ann1'], {}, []],
    ],
    'peer:changed': [
      { name: 'peer:changed', data: { peerId: bob.peerId, isConnected: false } },
      ({ peers }) => peers[bob.peerId],
      { ...bob, isConnected: false },
    ],
    'hand:changed': [
      { name: 'hand:changed', data: { peerId: ann.peerId, raisedAt: 77 } },
      ({ peers }) => peers[ann.peerId]?.handRaisedAt,
      77,
    ],
    'chat:posted': [
      { name: 'chat:posted', data: { message: aMessage(1) } },
      ({ chat }) => chat.messages,
      [aMessage(1)],
    ],
    'media:published': [
      {
        name: 'media:published',
        data: { publication: aPublication('mic-ann', ann.peerId, 'microphone') },
      },
      ({ publications }) => Object.keys(publications),
      ['camera-bob', 'mic-ann'],
    ],
    'media:changed': [
      { name: 'media:changed', data: { publicationId: 'camera-bob', isPaused: true } },
      ({ publications }) => publications['camera-bob']?.isPaused,
      true,
    ],
    'media:unpublished': [
      { name: 'media:unpublished', data: { publicationId: 'camera-bob' } },
      ({ publications }) => publications,
      {},
    ],
  };

  it.each(Object.entries(cases))('%s', (_name, [event, look, expected]) => {
    const before = room();
    const copy = structuredClone({ peers: before.peers, publications: before.publications });
    const state = after(event, before);
    expect(look(state)).toEqual(expected);
    expect(state.seq).toBe(before.seq + 1);
    expect({ peers: before.peers, publications: before.publications }).toEqual(copy);
  });

  it('shows an account, and hides it again', () => {
    const account = { accountId: 'account-bob', name: 'bob', pictureVersion: null };
    const show = (shown: typeof account | null): RoomEvent => ({
      name: 'peer:changed',
      data: { peerId: bob.peerId, account: shown },
    });
    const shown = after(show(account));
    expect(shown.peers[bob.peerId]).toEqual({ ...bob, account });
    expect(after(show(null), shown).peers[bob.peerId]?.account).toBeNull();
  });

  it('changes nothing for an event that is in the state already', () => {
    const state = room();
    const event: RoomEvent = { name: 'media:unpublished', data: { publicationId: 'camera-bob' } };
    expect(applyEvent(state, event, state.seq)).toBe(state);
    expect(applyEvent(state, event, state.seq - 3)).toBe(state);
  });

  it('passes over what it does not know, and still counts it', () => {
    const event: RoomEvent = { name: 'hand:changed', data: { peerId: 'peer-nobody', raisedAt: 1 } };
    expect(after(event)).toEqual({ ...room(), seq: 6 });
  });
});

describe('the chat', () => {
  const said = (...positions: number[]) => positions.map((position) => aMessage(position));

  it('keeps the order and nothing twice, however the messages come', () => {
    let state = room();
    for (const position of [2, 1, 2, 4, 3]) {
      state = after({ name: 'chat:posted', data: { message: aMessage(position) } }, state);
    }
    expect(state.chat.messages).toEqual(said(1, 2, 3, 4));
  });

  it('takes a confirmed message out of the unsent ones', () => {
    const state = room();
    const unsent = [
      { messageId: 'message-1', text: 'text 1', error: null, file: null },
      { messageId: 'message-x', text: 'x', error: null, file: null },
    ];
    const next = after(
      { name: 'chat:posted', data: { message: aMessage(1) } },
      { ...state, chat: { ...state.chat, unsent } },
    );
    expect(next.chat.unsent.map(({ messageId }) => messageId)).toEqual(['message-x']);
  });

  it('joins a snapshot to what was loaded before when nothing is missing between', () => {
    const state = room();
    const chat = { ...state.chat, messages: said(1, 2, 3), hasMore: false };
    const page = { messages: said(3, 4), hasMore: true };
    const next = fromSnapshot({ ...state, chat }, aSnapshot({ chat: page }));
    expect(next.chat.messages).toEqual(said(1, 2, 3, 4));
    expect(next.chat.hasMore).toBe(false);
  });

  it('lets the older part go when there is a hole, so that it can be loaded again', () => {
    const state = room();
    const chat = { ...state.chat, messages: said(1, 2), hasMore: false };
    const page = { messages: said(7, 8), hasMore: true };
    const next = fromSnapshot({ ...state, chat }, aSnapshot({ chat: page }));
    expect(next.chat.messages).toEqual(said(7, 8));
    expect(next.chat.hasMore).toBe(true);
  });
});
