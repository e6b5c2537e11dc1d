import type { MomentEvent } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { Calls } from '../../src/calls/Calls.ts';
import type { Connection, ConnectionEnd } from '../../src/calls/Connection.ts';
import { PlaceTokens } from '../../src/calls/PlaceTokens.ts';
import { createFakeMediaServer } from '../../src/media/fake/FakeMediaServer.ts';
import { fakeRtpParameters } from '../../src/media/fake/fakeParameters.ts';
import { Doors } from '../../src/room/Doors.ts';
import type { NumberedEvent } from '../../src/room/EventLog.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { ManualTimers } from '../wire/support/ManualTimers.ts';
import { joinRequest } from '../wire/support/TestClient.ts';

/** A line without a network. */
class FakeConnection implements Connection {
  isOpen = true;
  readonly heard: (NumberedEvent | MomentEvent)[] = [];
  readonly channels = new Set<string>();
  wasReset = false;
  #onEnded: (end: ConnectionEnd) => void = () => {};

  send(event: NumberedEvent): void {
    this.heard.push(event);
  }
  sendMoment(event: MomentEvent): void {
    this.heard.push(event);
  }
  subscribe(channel: string): void {
    this.channels.add(channel);
  }
  unsubscribe(channel: string): void {
    this.channels.delete(channel);
  }
  whenEnded(callback: (end: ConnectionEnd) => void): void {
    this.#onEnded = callback;
  }
  whenQuiet(): void {}
  end(): void {
    this.isOpen = false;
    this.#onEnded('closed');
  }
  reset(): void {
    this.wasReset = true;
    this.end();
  }
}

const storage = {
  rooms: { touch: async () => ({}) },
  chat: { page: async () => ({ messages: [], hasMore: false }) },
  keptRooms: { guard: async () => undefined },
} as unknown as Storage;

function open() {
  const media = createFakeMediaServer();
  const timers = new ManualTimers();
  let ids = 0;
  const calls = new Calls({
    mediaServer: media,
    storage,
    timers,
    outbox: { publish: () => {}, publishMoment: () => {} },
    grace: { silentMs: 30_000, closedMs: 5_000 },
    maxPeers: 10,
    now: () => 1,
    newId: () => `id-${++ids}`,
    counts: { troubled: () => {}, healStep: () => {} },
    onLeft: () => {},
    directCalls: false,
    videoCodec: 'auto',
    doors: new Doors(undefined, 1),
    tokens: new PlaceTokens(Buffer.alloc(32), () => 1),
    log: pino({ level: 'silent' }),
  });
  const join = async (name: string, connection = new FakeConnection()) => {
    const { call, place } = await calls.reservePlace('home');
    const joined = await call.admit(place, joinRequest('home', name), connection);
    return { call, connection, ...joined };
  };
  return { calls, media, timers, join };
}

test('[E3] what happens between the answer and the subscription follows it', async () => {
  const { join } = open();
  const ada = await join('Ada');
  const bob = await join('Bob');
  ada.call.room.setHand(ada.peerId, true);
  ada.call.room.setHand(ada.peerId, false);
  expect(bob.connection.heard).toEqual([]);
  bob.call.attach(bob.peerId, bob.connection, bob.snapshot.seq);
  expect(bob.connection.heard).toMatchObject([
    { name: 'hand:changed', seq: bob.snapshot.seq + 1 },
    { name: 'hand:changed', seq: bob.snapshot.seq + 2 },
  ]);
  expect(bob.connection.channels.size).toBe(1);
});

test('[E3] a connection for which too much happened meanwhile starts anew', async () => {
  const { join } = open();
  const ada = await join('Ada');
  for (let i = 0; i < 501; i += 1) ada.call.room.setName(ada.peerId, `Ada ${i}`);
  ada.call.attach(ada.peerId, ada.connection, ada.snapshot.seq);
  expect(ada.connection.wasReset).toBe(true);
  expect(ada.connection.channels.size).toBe(0);
});

test('[R7] a connection that was replaced before it was attached stays out', async () => {
  const { join } = open();
  const ada = await join('Ada');
  const second = new FakeConnection();
  const { seq } = ada.call.resume(second, {
    peerId: ada.peerId,
    resumeToken: ada.resumeToken,
    since: 0,
  });
  ada.call.attach(ada.peerId, ada.connection, ada.snapshot.seq);
  ada.call.attach(ada.peerId, second, seq);
  expect(ada.connection.isOpen).toBe(false);
  expect(ada.connection.channels.size).toBe(0);
  expect(second.channels.size).toBe(1);
});

test('[J3] no consumer comes without its publication in the snapshot', async () => {
  const { media, join } = open();
  const ada = await join('Ada');
  // The SFU has it, and the room does not say so yet.
  await media.rooms[0]?.peer(ada.peerId)?.publish({
    publicationId: 'on-its-way',
    source: 'camera',
    rtpParameters: fakeRtpParameters('video'),
    isPaused: false,
  });
  const bob = await join('Bob');
  expect(bob.consumers).toEqual([]);
  expect(bob.snapshot.publications).toEqual([]);
});

test('[R9] media that is lost while somebody comes in keeps nobody, and the next try finds the new one', async () => {
  const { calls, media, join, timers } = open();
  const { call, place } = await calls.reservePlace('home');
  const connection = new FakeConnection();
  const admitting = call.admit(place, joinRequest('home', 'Ada'), connection);
  media.rooms[0]?.lose();
  await expect(admitting).rejects.toBeInstanceOf(ParleyError);
  expect(calls.totals()).toEqual({ rooms: 0, peers: 0, publications: 0, timers: 0 });
  expect(timers.count).toBe(0);
  expect((await join('Ada', connection)).snapshot.peers).toHaveLength(1);
  expect(media.counts()).toMatchObject({ rooms: 1, peers: 1 });
});

test('a room that cannot be opened is tried again by the next', async () => {
  const { media, join } = open();
  const createRoom = media.createRoom.bind(media);
  media.createRoom = () => Promise.reject(new Error('no worker'));
  await expect(Promise.all([join('Ada'), join('Bob')])).rejects.toThrow('no worker');
  media.createRoom = createRoom;
  await join('Ada');
  expect(media.counts().rooms).toBe(1);
});

test('one room is opened once, however many come at the same time', async () => {
  const { media, join } = open();
  await Promise.all(['Ada', 'Bob', 'Carol'].map((name) => join(name)));
  expect(media.counts()).toMatchObject({ rooms: 1, peers: 3 });
});

test('a stopping server lets nobody in', async () => {
  const { calls, media, join } = open();
  const ada = await join('Ada');
  await calls.close();
  expect(ada.connection.wasReset).toBe(true);
  await expect(join('Bob')).rejects.toMatchObject({ code: 'internal' });
  expect(media.counts()).toMatchObject({ rooms: 0, peers: 0 });
});
