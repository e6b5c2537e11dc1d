import type { RequestOf } from '@parley/protocol/contract';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ok, refused } from './support/FakeSocket.ts';
import { aPreview, handEvent, joinReply, stages } from './support/MembershipStage.ts';
import { aMessage, aPeer, aSnapshot } from './support/roomState.ts';

const stage = stages();

describe('coming back', () => {
  beforeEach(async () => {
    const { membership, told } = stage();
    await membership.join('Zoë');
    told.length = 0;
  });

  it('says at once that the connection is gone', () => {
    const { socket, store } = stage();
    socket.lose();
    expect(store.getState()).toMatchObject({
      phase: 'joined',
      connection: { status: 'reconnecting', since: Date.now() },
    });
  });

  it('asks for what was missed since the last event, and applies it once and in order', async () => {
    const { socket, store, told } = stage();
    socket.receive('hand:changed', handEvent(1), 6);
    socket.answers('room:resume', () =>
      ok({
        kind: 'events',
        hasMedia: true,
        events: [
          { seq: 6, name: 'hand:changed', data: handEvent(99) },
          { seq: 7, name: 'hand:changed', data: handEvent(null) },
          { seq: 8, name: 'chat:posted', data: { message: aMessage(2) } },
        ],
      }),
    );
    await stage().reconnect();
    expect(socket.last('room:resume').data).toMatchObject({ peerId: 'peer-self', since: 6 });
    expect(stage().hand).toBe(null);
    expect(store.getState()).toMatchObject({ seq: 8, connection: { status: 'online' } });
    expect(store.getState().chat.messages).toHaveLength(2);
    expect(told).toEqual(['resumed']);
    socket.receive('hand:changed', handEvent(5), 8);
    expect(stage().hand).toBe(null);
  });

  it('passes over a bad missed event and keeps the others', async () => {
    const { log, socket } = stage();
    socket.answers('room:resume', () =>
      ok({
        kind: 'events',
        hasMedia: true,
        events: [
          { seq: 6, name: 'hand:changed', data: { raisedAt: 'now' } },
          { seq: 7, name: 'hand:changed', data: handEvent(7) },
        ],
      }),
    );
    await stage().reconnect();
    expect(stage().hand).toBe(7);
    expect(log.problems).toHaveLength(1);
  });

  it('takes a snapshot for the whole room when the events are no longer known', async () => {
    const { socket, store, told } = stage();
    socket.answers('room:resume', () =>
      ok({
        kind: 'snapshot',
        hasMedia: true,
        snapshot: aSnapshot({ seq: 900, peers: [aPeer('peer-self')] }),
      }),
    );
    await stage().reconnect();
    expect(Object.keys(store.getState().peers)).toEqual(['peer-self']);
    expect(store.getState().seq).toBe(900);
    expect(told).toEqual(['resumed']);
  });

  it.each(['not-found', 'unauthorized'])('takes a new place when the old one is %s', async (code) => {
    const { socket, store, told } = stage();
    socket.answers('room:resume', () => refused(code));
    // A server that was started anew counts from the beginning.
    socket.answers('room:join', () => ok(joinReply('peer-new1', 2)));
    await stage().reconnect();
    expect(told).toEqual(['entered as peer-new1']);
    expect(socket.last('room:join').data).toMatchObject({ name: 'Zoë' });
    expect(store.getState()).toMatchObject({ selfId: 'peer-new1', seq: 2, phase: 'joined' });
    expect(store.getState().ownIds).toEqual(['peer-self', 'peer-new1']);
  });

  it('comes back as the same peer, with its turn, when its place was not kept', async () => {
    const { socket, store, told } = stage();
    socket.receive('hand:changed', { peerId: 'peer-self', raisedAt: 99 }, 7);
    socket.answers('room:resume', () => refused('not-found'));
    socket.answers('room:join', () => ok(joinReply('peer-self', 2)));
    await stage().reconnect();
    expect(socket.last('room:join').data).toMatchObject({
      former: { peerId: 'peer-self', resumeToken: 'r'.repeat(32), handRaisedAt: 99 },
    });
    expect(store.getState().ownIds).toEqual(['peer-self']);
    expect(told).toEqual(['entered as peer-self']);
  });

  it('asks for its former place until it has one again', async () => {
    const { socket, told } = stage();
    socket.answers('room:resume', () => refused('not-found'));
    let tries = 0;
    socket.answers('room:join', () => {
      tries += 1;
      return tries < 2 ? refused('internal') : ok(joinReply('peer-self', 2));
    });
    await stage().reconnect();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(socket.names.filter((name) => name === 'room:resume')).toHaveLength(1);
    expect(socket.last('room:join').data).toMatchObject({ former: { peerId: 'peer-self' } });
    expect(told).toEqual(['entered as peer-self']);
  });

  it('shows who is not back yet as reconnecting, for a while', async () => {
    const { socket, store } = stage();
    socket.answers('room:resume', () => refused('not-found'));
    const alone = joinReply('peer-self', 2);
    alone.snapshot.peers = [aPeer('peer-self')];
    socket.answers('room:join', () => ok(alone));
    await stage().reconnect();
    expect(Object.keys(store.getState().peers)).toEqual(['peer-self']);
    expect(store.getState().awaited).toEqual({
      'peer-ann1': aPeer('peer-ann1', { isConnected: false }),
    });
    socket.receive('peer:joined', { peer: aPeer('peer-ann1') }, 3);
    expect(store.getState().awaited).toEqual({});
    expect(Object.keys(store.getState().peers)).toEqual(['peer-self', 'peer-ann1']);
  });

  it('does not wait for ever for who does not come back', async () => {
    const { socket, store } = stage();
    socket.answers('room:resume', () => refused('not-found'));
    const alone = joinReply('peer-self', 2);
    alone.snapshot.peers = [aPeer('peer-self')];
    socket.answers('room:join', () => ok(alone));
    await stage().reconnect();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(store.getState().awaited).toEqual({});
  });

  it('says when the media was lost meanwhile', async () => {
    const { socket, told } = stage();
    socket.answers('room:resume', () => ok({ kind: 'events', events: [], hasMedia: false }));
    await stage().reconnect();
    expect(told).toEqual(['resumed without media']);
  });

  it('takes the new name along', async () => {
    const { membership, socket } = stage();
    socket.answers('peer:setName', () => ok({}));
    socket.answers('room:resume', () => refused('not-found'));
    await membership.setName('Zoë B.');
    await stage().reconnect();
    expect(socket.last('room:join').data).toMatchObject({ name: 'Zoë B.' });
  });

  it('goes on trying when it is lost again while it resumes', async () => {
    const { socket, store, told } = stage();
    socket.answers('room:resume', () => {
      socket.lose();
      return ok({ kind: 'events', events: [], hasMedia: true });
    });
    await stage().reconnect();
    expect(store.getState().connection.status).toBe('reconnecting');
    socket.answers('room:resume', () => ok({ kind: 'events', events: [], hasMedia: true }));
    socket.open();
    await vi.advanceTimersByTimeAsync(10);
    expect(store.getState().connection.status).toBe('online');
    expect(told).toEqual(['resumed']);
  });

  it('tries again when the server cannot right now', async () => {
    const { socket, told } = stage();
    let tries = 0;
    socket.answers('room:resume', () => {
      tries += 1;
      return tries < 3 ? refused('internal') : ok({ kind: 'events', events: [], hasMedia: true });
    });
    await stage().reconnect();
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual(['resumed']);
  });

  it('says who it was before it asks, so that closed doors let it in', async () => {
    const { socket } = stage();
    socket.answers('room:resume', () => refused('not-found'));
    await stage().reconnect();
    expect(socket.last('room:preview').data).toEqual({
      room: 'lab',
      former: { peerId: 'peer-self', resumeToken: 'r'.repeat(32) },
    });
  });

  it('joins anew, without asking for the old place, after the page said goodbye', async () => {
    const { membership, socket, told } = stage();
    socket.answers('room:join', () => ok(joinReply('peer-new1')));
    membership.leaveAtOnce();
    expect(socket.names).toContain('room:leave');
    await stage().reconnect();
    expect(socket.names).not.toContain('room:resume');
    expect(told).toEqual(['entered as peer-new1']);
  });

  it('goes the way back once, over the connection that is there, when it is lost on that way', async () => {
    const { socket, told } = stage();
    socket.answers('room:resume', () => refused('not-found'));
    socket.keepsSilentAbout('room:preview');
    await stage().reconnect();
    socket.answers('room:preview', () => ok(aPreview({ peerCount: 1, names: ['Ann'] })));
    socket.answers('room:join', () => ok(joinReply('peer-self', 2)));
    const before = socket.names.length;
    await stage().reconnect();
    await vi.advanceTimersByTimeAsync(20_000);
    const joins = socket.names.slice(before).filter((name) => name === 'room:join');
    expect(joins).toHaveLength(1);
    expect(told).toEqual(['entered as peer-self']);
  });

  it.each(['room:resume', 'room:join'] as const)(
    'takes another connection when %s is not answered: this one may have a place meanwhile',
    async (name) => {
      const { socket, store, told } = stage();
      const asked = () => socket.names.filter((one) => one === name).length;
      const before = asked();
      if (name === 'room:join') socket.answers('room:resume', () => refused('not-found'));
      socket.keepsSilentAbout(name);
      await stage().reconnect();
      await vi.advanceTimersByTimeAsync(15_000);
      expect(socket.connected).toBe(false);
      const late = socket.last(name);
      socket.answers('room:resume', () => ok({ kind: 'events', events: [], hasMedia: true }));
      socket.answers('room:join', () => ok(joinReply('peer-self', 2)));
      socket.open();
      await vi.advanceTimersByTimeAsync(10);
      late.acknowledge(refused('internal'));
      await vi.advanceTimersByTimeAsync(2_000);
      expect(store.getState().connection.status).toBe('online');
      expect(told).toEqual([name === 'room:join' ? 'entered as peer-self' : 'resumed']);
      expect(asked() - before).toBe(2);
    },
  );

  it('asks for the same place again when the answer was lost, and later for another one', async () => {
    const { socket } = stage();
    const joinIds = () =>
      socket.sent
        .filter(({ name }) => name === 'room:join')
        .map(({ data }) => (data as RequestOf<'room:join'>).joinId);
    socket.answers('room:resume', () => refused('not-found'));
    socket.keepsSilentAbout('room:join');
    await stage().reconnect();
    socket.answers('room:join', () => ok(joinReply('peer-self', 2)));
    await stage().reconnect();
    await stage().reconnect();
    const [first, lost, again, later] = joinIds();
    expect(joinIds()).toHaveLength(4);
    expect(again).toBe(lost);
    expect(new Set([first, lost, later]).size).toBe(3);
  });
});
