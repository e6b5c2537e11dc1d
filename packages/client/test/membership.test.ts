import type { RoomJoinReply } from '@parley/protocol/room';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { FakeHandler } from 'mediasoup-client/handlers/FakeHandler';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadMediasoup } from '../src/media/loadMediasoup.ts';
import { RtcDevice } from '../src/media/RtcDevice.ts';
import { Membership } from '../src/session/Membership.ts';
import { Preparation } from '../src/session/Preparation.ts';
import { type CallStore, createCallStore } from '../src/session/store/createCallStore.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { SignalingClient } from '../src/signaling/SignalingClient.ts';
import { FakeSocket, ok, refused } from './support/FakeSocket.ts';
import { fakeDescription } from './support/fakeMedia.ts';
import { type Recorder, recordingLog } from './support/recordingLog.ts';
import { aMessage, aPeer, aSnapshot } from './support/roomState.ts';

const SIZE = { width: 320, height: 180 };

let socket: FakeSocket;
let store: CallStore;
let connection: Connection;
let signaling: SignalingClient;
let membership: Membership;
let told: string[];
let log: Recorder;

// A module is loaded in real time, in which the clock of these tests stands still.
beforeAll(async () => void (await loadMediasoup()));

beforeEach(() => {
  vi.useFakeTimers();
  socket = new FakeSocket();
  log = recordingLog();
  store = createCallStore('lab');
  connection = new Connection(socket, undefined, () => 0);
  signaling = new SignalingClient(connection, log);
  const device = new RtcDevice({ handlerFactory: FakeHandler.createFactory(fakeParameters) });
  const preparation = new Preparation(store, signaling, device, log);
  told = [];
  membership = new Membership(
    {
      store,
      connection,
      signaling,
      preparation,
      firstWish: { videos: 4, size: SIZE },
      places: undefined,
      log,
    },
    {
      entered: async ({ peerId }) => void told.push(`entered as ${peerId}`),
      resumed: (hasMedia) => told.push(hasMedia ? 'resumed' : 'resumed without media'),
      ended: () => told.push('ended'),
    },
  );
  socket.answers('room:preview', () =>
    ok({
      peerCount: 1,
      names: ['Ann'],
      isFull: false,
      rtpCapabilities: fakeParameters.generateRouterRtpCapabilities(),
    }),
  );
  socket.answers('room:join', () => ok(joinReply('peer-self')));
  connection.open();
  socket.open();
});
afterEach(() => {
  signaling.close();
  connection.close();
  vi.useRealTimers();
});

function joinReply(peerId: string, seq = 5): RoomJoinReply {
  return {
    peerId,
    resumeToken: 'r'.repeat(32),
    snapshot: aSnapshot({
      seq,
      peers: [aPeer('peer-ann1'), aPeer(peerId)],
      chat: { messages: [aMessage(1)], hasMore: false },
    }),
    send: fakeDescription(),
    receive: fakeDescription(),
    iceServers: [],
    consumers: [],
  };
}

/** Lost, and the server is there again. */
async function reconnect(): Promise<void> {
  socket.lose();
  socket.open();
  await vi.advanceTimersByTimeAsync(0);
  // The device is loaded over several turns of the event loop.
  await vi.advanceTimersByTimeAsync(10);
}

const handEvent = (raisedAt: number | null) => ({ peerId: 'peer-ann1', raisedAt });
const hand = () => store.getState().peers['peer-ann1']?.handRaisedAt;

describe('the pre-join page', () => {
  it('keeps asking who is there, until the person joins', async () => {
    await vi.advanceTimersByTimeAsync(10);
    expect(store.getState().preview?.names).toEqual(['Ann']);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket.names).toEqual(['room:preview', 'room:preview', 'room:preview']);
    await membership.join('Zoë');
    await vi.advanceTimersByTimeAsync(30_000);
    expect(socket.names.filter((name) => name === 'room:preview')).toHaveLength(3);
  });
});

describe('closed doors', () => {
  const REFUSED = refused('closed', { reason: 'doors-closed' });
  const say = (isOpen: boolean) => {
    // `Moments` puts it into the store; here the membership alone is looked at.
    store.setState({ doors: { isOpen, callsEndAt: null } });
    socket.receive('doors:changed', { isOpen, meetingsEndInMs: null });
  };

  it('are no error at the pre-join page, which asks again at once when they open', async () => {
    await vi.advanceTimersByTimeAsync(10);
    const answer = { peerCount: 0, names: [], isFull: false };
    socket.answers('room:preview', () => REFUSED);
    say(false);
    await vi.advanceTimersByTimeAsync(6_000);
    expect(store.getState()).toMatchObject({ error: null, doors: { isOpen: false } });
    const asked = socket.names.length;
    socket.answers('room:preview', () =>
      ok({ ...answer, rtpCapabilities: fakeParameters.generateRouterRtpCapabilities() }),
    );
    say(true);
    await vi.advanceTimersByTimeAsync(0);
    expect(socket.names).toHaveLength(asked + 1);
    expect(store.getState().preview).toMatchObject(answer);
    // One question every five seconds, as before.
    await vi.advanceTimersByTimeAsync(10_000);
    expect(socket.names).toHaveLength(asked + 3);
  });

  it('are known to be open again when the news of it was lost', async () => {
    await vi.advanceTimersByTimeAsync(10);
    store.setState({ doors: { isOpen: false, callsEndAt: null } });
    await vi.advanceTimersByTimeAsync(5_000);
    expect(store.getState().doors.isOpen).toBe(true);
  });

  it('that are closed after the click lead back to the pre-join page, without an error', async () => {
    socket.answers('room:join', () => REFUSED);
    await expect(membership.join('Zoë')).rejects.toMatchObject({ code: 'closed' });
    expect(store.getState()).toMatchObject({ phase: 'prejoin', error: null });
  });
});

describe('joining', () => {
  it('is one request with all that the server needs, and history is no news', async () => {
    await membership.join('  Zoë \u202e ');
    expect(socket.last('room:join').data).toMatchObject({
      room: 'lab',
      name: 'Zoë',
      media: { firstWish: { videos: 4, size: SIZE } },
    });
    expect(told).toEqual(['entered as peer-self']);
    expect(store.getState()).toMatchObject({
      phase: 'joined',
      selfId: 'peer-self',
      seq: 5,
      connection: { status: 'online' },
      chat: { readUpTo: 1 },
    });
  });

  it('goes back to the pre-join page with the reason, and can be tried again', async () => {
    socket.answers('room:join', () => refused('full'));
    await expect(membership.join('Zoë')).rejects.toMatchObject({ code: 'full' });
    expect(store.getState()).toMatchObject({ phase: 'prejoin', error: { code: 'full' } });
    socket.answers('room:join', () => ok(joinReply('peer-self')));
    await membership.join('Zoë');
    expect(store.getState()).toMatchObject({ phase: 'joined', error: null });
  });

  it('refuses a name that shows nothing without asking the server', async () => {
    await expect(membership.join(' \u200f ')).rejects.toMatchObject({ code: 'bad-request' });
    expect(socket.names).not.toContain('room:join');
  });

  it('says why when the server will not have this client', async () => {
    connection.close();
    connection.open();
    socket.failAttempt({ code: 'bad-request', message: 'reload' });
    expect(store.getState()).toMatchObject({ phase: 'prejoin', connection: { status: 'closed' } });
    await expect(membership.join('Zoë')).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('applies events that overtake the answer, after it', async () => {
    socket.answers('room:join', () => {
      socket.receive('hand:changed', handEvent(11), 5);
      socket.receive('hand:changed', handEvent(22), 6);
      return ok(joinReply('peer-self'));
    });
    await membership.join('Zoë');
    expect(hand()).toBe(22);
    expect(store.getState().seq).toBe(6);
  });
});

describe('coming back', () => {
  beforeEach(async () => {
    await membership.join('Zoë');
    told.length = 0;
  });

  it('says at once that the connection is gone', () => {
    socket.lose();
    expect(store.getState()).toMatchObject({
      phase: 'joined',
      connection: { status: 'reconnecting', since: Date.now() },
    });
  });

  it('asks for what was missed since the last event, and applies it once and in order', async () => {
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
    await reconnect();
    expect(socket.last('room:resume').data).toMatchObject({ peerId: 'peer-self', since: 6 });
    expect(hand()).toBe(null);
    expect(store.getState()).toMatchObject({ seq: 8, connection: { status: 'online' } });
    expect(store.getState().chat.messages).toHaveLength(2);
    expect(told).toEqual(['resumed']);
    socket.receive('hand:changed', handEvent(5), 8);
    expect(hand()).toBe(null);
  });

  it('passes over a bad missed event and keeps the others', async () => {
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
    await reconnect();
    expect(hand()).toBe(7);
    expect(log.problems).toHaveLength(1);
  });

  it('takes a snapshot for the whole room when the events are no longer known', async () => {
    socket.answers('room:resume', () =>
      ok({
        kind: 'snapshot',
        hasMedia: true,
        snapshot: aSnapshot({ seq: 900, peers: [aPeer('peer-self')] }),
      }),
    );
    await reconnect();
    expect(Object.keys(store.getState().peers)).toEqual(['peer-self']);
    expect(store.getState().seq).toBe(900);
    expect(told).toEqual(['resumed']);
  });

  it.each(['not-found', 'unauthorized'])('takes a new place when the old one is %s', async (code) => {
    socket.answers('room:resume', () => refused(code));
    // A server that was started anew counts from the beginning.
    socket.answers('room:join', () => ok(joinReply('peer-new1', 2)));
    await reconnect();
    expect(told).toEqual(['entered as peer-new1']);
    expect(socket.last('room:join').data).toMatchObject({ name: 'Zoë' });
    expect(store.getState()).toMatchObject({ selfId: 'peer-new1', seq: 2, phase: 'joined' });
    expect(store.getState().ownIds).toEqual(['peer-self', 'peer-new1']);
  });

  it('comes back as the same peer, with its turn, when its place was not kept', async () => {
    socket.receive('hand:changed', { peerId: 'peer-self', raisedAt: 99 }, 7);
    socket.answers('room:resume', () => refused('not-found'));
    socket.answers('room:join', () => ok(joinReply('peer-self', 2)));
    await reconnect();
    expect(socket.last('room:join').data).toMatchObject({
      former: { peerId: 'peer-self', resumeToken: 'r'.repeat(32), handRaisedAt: 99 },
    });
    expect(store.getState().ownIds).toEqual(['peer-self']);
    expect(told).toEqual(['entered as peer-self']);
  });

  it('asks for its former place until it has one again', async () => {
    socket.answers('room:resume', () => refused('not-found'));
    let tries = 0;
    socket.answers('room:join', () => {
      tries += 1;
      return tries < 2 ? refused('internal') : ok(joinReply('peer-self', 2));
    });
    await reconnect();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(socket.names.filter((name) => name === 'room:resume')).toHaveLength(1);
    expect(socket.last('room:join').data).toMatchObject({ former: { peerId: 'peer-self' } });
    expect(told).toEqual(['entered as peer-self']);
  });

  it('shows who is not back yet as reconnecting, for a while', async () => {
    socket.answers('room:resume', () => refused('not-found'));
    const alone = joinReply('peer-self', 2);
    alone.snapshot.peers = [aPeer('peer-self')];
    socket.answers('room:join', () => ok(alone));
    await reconnect();
    expect(Object.keys(store.getState().peers)).toEqual(['peer-self']);
    expect(store.getState().awaited).toEqual({
      'peer-ann1': aPeer('peer-ann1', { isConnected: false }),
    });
    socket.receive('peer:joined', { peer: aPeer('peer-ann1') }, 3);
    expect(store.getState().awaited).toEqual({});
    expect(Object.keys(store.getState().peers)).toEqual(['peer-self', 'peer-ann1']);
  });

  it('does not wait for ever for who does not come back', async () => {
    socket.answers('room:resume', () => refused('not-found'));
    const alone = joinReply('peer-self', 2);
    alone.snapshot.peers = [aPeer('peer-self')];
    socket.answers('room:join', () => ok(alone));
    await reconnect();
    await vi.advanceTimersByTimeAsync(15_000);
    expect(store.getState().awaited).toEqual({});
  });

  it('says when the media was lost meanwhile', async () => {
    socket.answers('room:resume', () => ok({ kind: 'events', events: [], hasMedia: false }));
    await reconnect();
    expect(told).toEqual(['resumed without media']);
  });

  it('takes the new name along', async () => {
    socket.answers('peer:setName', () => ok({}));
    socket.answers('room:resume', () => refused('not-found'));
    await membership.setName('Zoë B.');
    await reconnect();
    expect(socket.last('room:join').data).toMatchObject({ name: 'Zoë B.' });
  });

  it('goes on trying when it is lost again while it resumes', async () => {
    socket.answers('room:resume', () => {
      socket.lose();
      return ok({ kind: 'events', events: [], hasMedia: true });
    });
    await reconnect();
    expect(store.getState().connection.status).toBe('reconnecting');
    socket.answers('room:resume', () => ok({ kind: 'events', events: [], hasMedia: true }));
    socket.open();
    await vi.advanceTimersByTimeAsync(10);
    expect(store.getState().connection.status).toBe('online');
    expect(told).toEqual(['resumed']);
  });

  it('tries again when the server cannot right now', async () => {
    let tries = 0;
    socket.answers('room:resume', () => {
      tries += 1;
      return tries < 3 ? refused('internal') : ok({ kind: 'events', events: [], hasMedia: true });
    });
    await reconnect();
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(told).toEqual(['resumed']);
  });

  it('says who it was before it asks, so that closed doors let it in', async () => {
    socket.answers('room:resume', () => refused('not-found'));
    await reconnect();
    expect(socket.last('room:preview').data).toEqual({
      room: 'lab',
      former: { peerId: 'peer-self', resumeToken: 'r'.repeat(32) },
    });
  });

  it.each(['doors-closed', 'room-closed', 'removed'])(
    'ends the call when the operator does: %s',
    (reason) => {
      socket.receive('room:ended', { reason });
      expect(told).toEqual(['ended']);
      expect(store.getState()).toMatchObject({
        phase: 'left',
        error: { code: 'closed', details: { reason } },
        connection: { status: 'closed' },
      });
    },
  );

  it('ends the call when the operator did meanwhile', async () => {
    socket.answers('room:resume', () => refused('not-found'));
    socket.answers('room:preview', () => refused('closed', { reason: 'removed' }));
    await reconnect();
    expect(told).toEqual(['ended']);
    expect(store.getState().error?.details).toEqual({ reason: 'removed' });
  });

  it('ends the call when the room took somebody else in', async () => {
    socket.answers('room:resume', () => refused('not-found'));
    socket.answers('room:join', () => refused('full'));
    await reconnect();
    expect(told).toEqual(['ended']);
    expect(store.getState()).toMatchObject({
      phase: 'left',
      error: { code: 'full' },
      connection: { status: 'closed' },
    });
  });

  it('ends the call when the server has become another version', async () => {
    socket.lose();
    socket.failAttempt({ code: 'bad-request', message: 'reload' });
    expect(told).toEqual(['ended']);
    expect(store.getState()).toMatchObject({ phase: 'left', error: { code: 'bad-request' } });
  });

  it('joins anew, without asking for the old place, after the page said goodbye', async () => {
    socket.answers('room:join', () => ok(joinReply('peer-new1')));
    membership.leaveAtOnce();
    expect(socket.names).toContain('room:leave');
    await reconnect();
    expect(socket.names).not.toContain('room:resume');
    expect(told).toEqual(['entered as peer-new1']);
  });
});
