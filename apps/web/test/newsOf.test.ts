import { describe, expect, it } from 'vitest';
import { newsOf } from '../src/features/news/newsOf.ts';
import { callOf, peer, publishing } from './callState.ts';

const ada = peer('ada', 1);
const bob = peer('bob', 2);

describe('newsOf', () => {
  it('tells who joins and who leaves', () => {
    expect(newsOf(callOf(ada), callOf(ada, bob))).toEqual([{ kind: 'joined', name: 'bob' }]);
    expect(newsOf(callOf(ada, bob), callOf(ada))).toEqual([{ kind: 'left', name: 'bob' }]);
  });

  it('tells of a raised hand once, and not of a lowered one', () => {
    const raised = callOf(ada, { ...bob, handRaisedAt: 5 });
    expect(newsOf(callOf(ada, bob), raised)).toEqual([{ kind: 'handUp', name: 'bob' }]);
    expect(newsOf(raised, callOf(ada, { ...bob, handRaisedAt: 5 }))).toEqual([]);
    expect(newsOf(raised, callOf(ada, bob))).toEqual([]);
  });

  it('says nothing about what this person did', () => {
    expect(newsOf(callOf(ada, bob), callOf({ ...ada, handRaisedAt: 5 }, bob))).toEqual([]);
    expect(newsOf(callOf(ada), publishing(callOf(ada), 'ada', 'screen'))).toEqual([]);
  });

  it('tells of screens, also of one that ends because its peer goes', () => {
    const sharing = publishing(callOf(ada, bob), 'bob', 'screen');
    expect(newsOf(callOf(ada, bob), sharing)).toEqual([{ kind: 'sharing', name: 'bob' }]);
    expect(newsOf(sharing, callOf(ada))).toEqual([
      { kind: 'left', name: 'bob' },
      { kind: 'sharingEnded', name: 'bob' },
    ]);
  });

  it('says nothing of a screen that is still being chosen', () => {
    const sharing = publishing(callOf(ada, bob), 'bob', 'screen');
    const choosing = {
      ...sharing,
      publications: Object.fromEntries(
        Object.entries(sharing.publications).map(([id, one]) => [id, { ...one, isPaused: true }]),
      ),
    };
    expect(newsOf(callOf(ada, bob), choosing)).toEqual([]);
    expect(newsOf(choosing, callOf(ada, bob))).toEqual([]);
    expect(newsOf(choosing, sharing)).toEqual([{ kind: 'sharing', name: 'bob' }]);
  });

  it('tells when others and when this peer lose the connection and find it again', () => {
    const away = callOf(ada, { ...bob, isConnected: false });
    expect(newsOf(callOf(ada, bob), away)).toEqual([{ kind: 'lost', name: 'bob' }]);
    expect(newsOf(away, callOf(ada, bob))).toEqual([{ kind: 'back', name: 'bob' }]);
    const cut = { ...callOf(ada), connection: { status: 'reconnecting', since: 1 } as const };
    expect(newsOf(callOf(ada), cut)).toEqual([{ kind: 'reconnecting' }]);
    expect(newsOf(cut, callOf(ada))).toEqual([{ kind: 'online' }]);
  });

  it('tells each reaction once', () => {
    const one = {
      ...callOf(ada, bob),
      reactions: [{ key: '1', peerId: 'peer-bob', reaction: '🎉' as const }],
    };
    expect(newsOf(callOf(ada, bob), one)).toEqual([{ kind: 'reaction', name: 'bob', reaction: '🎉' }]);
    expect(newsOf(one, { ...one, reactions: [...one.reactions] })).toEqual([]);
  });

  it('tells that the call does not go over UDP, and nothing when it does', () => {
    const before = callOf(peer('Ada', 1));
    const over = (mediaPath: 'udp' | 'tcp' | 'relay') => ({ ...before, mediaPath });
    expect(newsOf(before, over('udp'))).toEqual([]);
    expect(newsOf(over('udp'), over('tcp'))).toEqual([{ kind: 'onTcp' }]);
    expect(newsOf(over('tcp'), over('relay'))).toEqual([{ kind: 'onRelay' }]);
    expect(newsOf(over('relay'), over('udp'))).toEqual([]);
  });
});
