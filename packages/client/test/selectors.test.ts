import { describe, expect, it } from 'vitest';
import { initialState } from '../src/session/store/createCallStore.ts';
import { fromSnapshot } from '../src/session/store/fromSnapshot.ts';
import {
  selectIsMuted,
  selectPeers,
  selectRaisedHands,
  selectSpeakers,
  selectTiles,
  selectUnreadCount,
} from '../src/session/store/selectors.ts';
import { firstPictures, wishList } from '../src/session/wishList.ts';
import { aMessage, aPeer, aPublication, aSnapshot } from './support/roomState.ts';

const snapshot = aSnapshot({
  peers: [
    aPeer('peer-late', { joinedAt: 30, handRaisedAt: 5 }),
    aPeer('peer-self', { joinedAt: 20 }),
    aPeer('peer-first', { joinedAt: 10, handRaisedAt: 9 }),
    aPeer('peer-also-first', { joinedAt: 10 }),
  ],
  publications: [
    aPublication('self-camera', 'peer-self', 'camera'),
    aPublication('late-camera', 'peer-late', 'camera'),
    aPublication('late-screen', 'peer-late', 'screen'),
    aPublication('first-camera', 'peer-first', 'camera'),
    aPublication('first-mic', 'peer-first', 'microphone'),
    { ...aPublication('late-mic', 'peer-late', 'microphone'), isPaused: true },
  ],
  chat: {
    messages: [aMessage(1), aMessage(2, { peerId: 'peer-self' }), aMessage(3), aMessage(4)],
    hasMore: false,
  },
});
const state = {
  ...fromSnapshot(initialState('lab'), snapshot),
  selfId: 'peer-self',
  ownIds: ['peer-self'],
};
const small = { width: 160, height: 90 };
const large = { width: 1280, height: 720 };

describe('selectors', () => {
  it('order people by their coming, and by id when that is the same', () => {
    expect(selectPeers(state).map(({ peerId }) => peerId)).toEqual([
      'peer-also-first',
      'peer-first',
      'peer-self',
      'peer-late',
    ]);
  });

  it('put screens before people and say whose tile is whose', () => {
    const tiles = selectTiles(state);
    expect(tiles.map(({ key }) => key)).toEqual([
      'late-screen',
      'peer-also-first',
      'peer-first',
      'peer-self',
      'peer-late',
    ]);
    expect(tiles.filter(({ isSelf }) => isSelf).map(({ key }) => key)).toEqual(['peer-self']);
    expect(tiles.find(({ key }) => key === 'peer-late')?.video?.publicationId).toBe('late-camera');
  });

  it('call muted who has no microphone or a paused one', () => {
    const muted = (peerId: string) => selectIsMuted(state, peerId);
    expect([muted('peer-first'), muted('peer-late'), muted('peer-self')]).toEqual([false, true, true]);
  });

  it('order hands by how long they wait', () => {
    expect(selectRaisedHands(state).map(({ peerId }) => peerId)).toEqual(['peer-late', 'peer-first']);
  });

  it('leave out speakers who are gone', () => {
    const speaking = { ...state, speakers: ['peer-gone', 'peer-first'] };
    expect(selectSpeakers(speaking).map(({ peerId }) => peerId)).toEqual(['peer-first']);
  });

  it('count what others said since this person read', () => {
    expect(selectUnreadCount(state)).toBe(3);
    expect(selectUnreadCount({ ...state, chat: { ...state.chat, readUpTo: 3 } })).toBe(1);
  });

  it('do not count what this person said under an earlier id', () => {
    const again = { ...state, selfId: 'peer-again', ownIds: ['peer-self', 'peer-again'] };
    expect(selectUnreadCount(again)).toBe(3);
  });
});

describe('the wish list', () => {
  const sounds = [{ publicationId: 'first-mic' }, { publicationId: 'late-mic' }];

  it('has every sound of the others, and no picture that nobody shows', () => {
    expect(wishList(state, [])).toEqual(sounds);
  });

  it('has a picture that is shown twice once, as large as it is shown anywhere', () => {
    const wishes = wishList(state, [
      { publicationId: 'first-camera', size: small },
      { publicationId: 'first-camera', size: large },
    ]);
    expect(wishes).toEqual([{ publicationId: 'first-camera', size: large }, ...sounds]);
  });

  it('says whose microphone is wanted whoever else speaks', () => {
    const { audio } = state;
    expect(
      wishList({ ...state, audio: { ...audio, alwaysHeard: ['peer-late', 'peer-gone'] } }, []),
    ).toEqual([{ publicationId: 'first-mic' }, { publicationId: 'late-mic', isAlwaysHeard: true }]);
  });

  it('leaves out pictures that are gone, and this peer itself', () => {
    const wishes = wishList(state, [
      { publicationId: 'gone-camera', size: small },
      { publicationId: 'self-camera', size: small },
    ]);
    expect(wishes).toEqual(sounds);
  });

  it('is the same list in whatever order the layout names its pictures', () => {
    const pictures = [
      { publicationId: 'late-camera', size: small },
      { publicationId: 'first-camera', size: small },
    ];
    expect(wishList(state, pictures)).toEqual(wishList(state, pictures.toReversed()));
  });

  it('begins with screens, then the cameras of those who are here longest', () => {
    const ids = (videos: number) =>
      firstPictures(state, { videos, size: small }).map(({ publicationId }) => publicationId);
    expect(ids(2)).toEqual(['late-screen', 'first-camera']);
    expect(ids(9)).toEqual(['late-screen', 'first-camera', 'late-camera']);
  });
});
