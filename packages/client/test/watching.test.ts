import type { RequestOf } from '@parley/protocol/contract';
import type { ConsumerDescription } from '@parley/protocol/media';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ReceiveSide } from '../src/media/ReceiveSide.ts';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import { Hearing } from '../src/session/Hearing.ts';
import { limit } from '../src/session/limits/limit.ts';
import { applyEvent } from '../src/session/store/applyEvent.ts';
import { type CallStore, createCallStore } from '../src/session/store/createCallStore.ts';
import { fromSnapshot } from '../src/session/store/fromSnapshot.ts';
import { Watching } from '../src/session/Watching.ts';
import { Connection } from '../src/signaling/Connection.ts';
import { SignalingClient } from '../src/signaling/SignalingClient.ts';
import { FakeSocket, ok } from './support/FakeSocket.ts';
import { describeConsumer, fakeDescription, fakeDevice } from './support/fakeMedia.ts';
import { type Recorder, recordingLog } from './support/recordingLog.ts';
import { aPeer, aPublication, aSnapshot } from './support/roomState.ts';

const size = { width: 320, height: 180 };
const shown = (publicationId: string) => ({ publicationId, size });

let device: RtcDevice;
let socket: FakeSocket;
let signaling: SignalingClient;
let store: CallStore;
let watching: Watching;
let log: Recorder;
/** As the server keeps them: what has been resumed is not described again. */
let consumers: Map<string, { description: ConsumerDescription; isBuilt: boolean }>;

beforeEach(async () => {
  vi.useFakeTimers();
  device = await fakeDevice();
  socket = new FakeSocket();
  log = recordingLog();
  consumers = new Map();
  dormant = new Set();
  const connection = new Connection(socket, undefined, () => 0);
  signaling = new SignalingClient(connection, log);
  store = createCallStore('lab');
  store.setState((state) => ({
    ...fromSnapshot(
      state,
      aSnapshot({
        peers: [aPeer('peer-self'), aPeer('peer-ann1'), aPeer('peer-bob1')],
        publications: [
          aPublication('ann-camera', 'peer-ann1', 'camera'),
          aPublication('ann-micro', 'peer-ann1', 'microphone'),
          aPublication('bob-camera', 'peer-bob1', 'camera'),
        ],
      }),
    ),
    selfId: 'peer-self',
  }));
  socket.answers('media:want', want);
  socket.answers('media:resume', resume);
  watching = new Watching(store, signaling, { videos: 9, size }, log);
  connection.open();
  socket.open();
  signaling.admit();
});
afterEach(() => {
  watching.close();
  signaling.close();
  vi.useRealTimers();
});

let dormant: Set<string>;

function want({ wishes }: RequestOf<'media:want'>): unknown {
  const awake = wishes.filter(({ publicationId }) => !dormant.has(publicationId));
  const described = awake.map(({ publicationId }) => {
    const known = consumers.get(publicationId) ?? {
      description: describeConsumer(publicationId),
      isBuilt: false,
    };
    consumers.set(publicationId, known);
    return known;
  });
  return ok({
    consumers: described.filter(({ isBuilt }) => !isBuilt).map(({ description }) => description),
    unavailable: [],
    dormant: [...dormant],
  });
}

function resume({ consumerIds }: RequestOf<'media:resume'>): unknown {
  for (const consumer of consumers.values()) {
    if (consumerIds.includes(consumer.description.consumerId)) consumer.isBuilt = true;
  }
  return ok({});
}

function attach(
  first: readonly ConsumerDescription[] = [],
  description = fakeDescription(),
): Promise<void> {
  const requests = { connect: async () => {} };
  const transport = device.createTransport({
    direction: 'receive',
    description,
    iceServers: [],
    certificate: null,
    requests,
  });
  const side = new ReceiveSide({ transport, syncGroupOf: (id) => id, onUnbuilt: () => {}, log });
  return watching.attach(side, first);
}

const settle = () => vi.advanceTimersByTimeAsync(1_000);
const wanted = () =>
  socket.sent
    .filter(({ name }) => name === 'media:want')
    .map(({ data }) =>
      (data as RequestOf<'media:want'>).wishes.map(({ publicationId }) => publicationId),
    );
const received = () => Object.keys(store.getState().received).sort();

it('wants every sound and the first pictures until a layout has spoken', async () => {
  await attach();
  await settle();
  expect(wanted()).toEqual([['ann-camera', 'ann-micro', 'bob-camera']]);
  expect(received()).toEqual(['ann-camera', 'ann-micro', 'bob-camera']);
  expect([...consumers.values()].every(({ isBuilt }) => isBuilt)).toBe(true);
});

it('builds what came with the join and resumes all of it with one request', async () => {
  const first = ['ann-camera', 'ann-micro', 'bob-camera'].map(describeConsumer);
  for (const description of first) {
    consumers.set(description.publicationId, { description, isBuilt: false });
  }
  await attach(first);
  expect(received()).toEqual(['ann-camera', 'ann-micro', 'bob-camera']);
  expect(socket.names.filter((name) => name === 'media:resume')).toHaveLength(1);
});

it('wants a screen while it is chosen, and after that when it is shown', async () => {
  await attach();
  watching.show([]);
  await settle();
  const screen = (isPaused: boolean) => {
    const publication = { ...aPublication('bob-screen', 'peer-bob1', 'screen'), isPaused };
    store.setState(({ publications }) => ({
      publications: { ...publications, 'bob-screen': publication },
    }));
    return settle();
  };
  await screen(true);
  expect(wanted().at(-1)).toEqual(['ann-micro', 'bob-screen']);
  await screen(false);
  expect(wanted().at(-1)).toEqual(['ann-micro', 'bob-screen']);
  watching.show([]);
  await settle();
  expect(wanted().at(-1)).toEqual(['ann-micro']);
  limit(store, { maxBitrate: 300_000 });
  await screen(true);
  expect(wanted().at(-1)).toEqual(['ann-micro']);
});

it('names its limit to the server, and wants no more than moves in it: who spoke last', async () => {
  const limits = () =>
    socket.sent
      .filter(({ name }) => name === 'media:want')
      .map(({ data }) => (data as RequestOf<'media:want'>).maxBitrate);
  await attach();
  await settle();
  limit(store, { maxBitrate: 150_000 });
  await settle();
  store.setState({ speakers: ['peer-bob1'] });
  await settle();
  store.setState({ speakers: [] });
  await settle();
  expect(received()).toEqual(['ann-micro', 'bob-camera']);
  limit(store, { maxBitrate: null });
  await settle();
  expect(limits()).toEqual([undefined, 150_000, 150_000, undefined]);
  expect(wanted()).toEqual([
    ['ann-camera', 'ann-micro', 'bob-camera'],
    ['ann-camera', 'ann-micro'],
    ['ann-micro', 'bob-camera'],
    ['ann-camera', 'ann-micro', 'bob-camera'],
  ]);
});

it('tells the server whom this person always hears, and when no longer', async () => {
  const marked = () =>
    socket.sent
      .filter(({ name }) => name === 'media:want')
      .map(({ data }) =>
        (data as RequestOf<'media:want'>).wishes.flatMap((wish) =>
          wish.isAlwaysHeard ? [wish.publicationId] : [],
        ),
      );
  await attach();
  await settle();
  const hearing = new Hearing({ store, page: undefined, storage: undefined, log });
  hearing.setAlwaysHeard('peer-ann1', true);
  await settle();
  hearing.setAlwaysHeard('peer-ann1', true);
  await settle();
  hearing.setAlwaysHeard('peer-ann1', false);
  await settle();
  expect(marked()).toEqual([[], ['ann-micro'], []]);
});

it('takes a picture out at once when it is not shown, and has it back at once', async () => {
  await attach();
  await settle();
  const { 'ann-camera': track } = store.getState().received;
  watching.show([]);
  expect(received()).toEqual(['ann-micro']);
  await settle();
  watching.show([shown('ann-camera')]);
  expect(store.getState().received['ann-camera']).toBe(track);
  await settle();
  expect(wanted().slice(-2)).toEqual([['ann-micro'], ['ann-camera', 'ann-micro']]);
});

it('sends one list for a burst, and the last one wins', async () => {
  await attach();
  await settle();
  const before = wanted().length;
  for (let i = 0; i < 50; i++) watching.show(i % 2 ? [] : [shown('ann-camera')]);
  watching.show([shown('bob-camera')]);
  await settle();
  expect(wanted().slice(before).at(-1)).toEqual(['ann-micro', 'bob-camera']);
  expect(wanted().length - before).toBeLessThanOrEqual(2);
});

it('lets an old answer undo nothing that was wished after it', async () => {
  await attach();
  await settle();
  socket.keepsSilentAbout('media:want');
  watching.show([shown('ann-camera')]);
  await settle();
  const old = socket.last('media:want');
  watching.show([shown('bob-camera')]);
  await settle();
  expect(socket.last('media:want')).toBe(old);
  socket.answers('media:want', want);
  old.acknowledge(ok({ consumers: [], unavailable: [], dormant: [] }));
  await settle();
  expect(received()).toEqual(['ann-micro', 'bob-camera']);
  expect(wanted().slice(-2)).toEqual([
    ['ann-camera', 'ann-micro'],
    ['ann-micro', 'bob-camera'],
  ]);
});

it('wants a sound with the event that tells of it, without waiting for a timer', async () => {
  await attach();
  await settle();
  const publication = aPublication('bob-micro', 'peer-bob1', 'microphone');
  const event = { name: 'media:published', data: { publication } } as const;
  store.setState((state) => applyEvent(state, event, state.seq + 1));
  await vi.advanceTimersByTimeAsync(0);
  expect(wanted().at(-1)).toContain('bob-micro');
});

/** Bob's microphone is muted, and the server has no consumer of it for anybody. */
function publishDormant(): void {
  const publication = { ...aPublication('bob-micro', 'peer-bob1', 'microphone'), isPaused: true };
  const event = { name: 'media:published', data: { publication } } as const;
  store.setState((state) => applyEvent(state, event, state.seq + 1));
  dormant.add('bob-micro');
}

function setPaused(isPaused: boolean): void {
  const event = { name: 'media:changed', data: { publicationId: 'bob-micro', isPaused } } as const;
  store.setState((state) => applyEvent(state, event, state.seq + 1));
}

/** The server offers a consumer of it. */
function offer(transportId: string, consumerId = 'consumer-of-bob-micro'): void {
  dormant.delete('bob-micro');
  const description = { ...describeConsumer('bob-micro'), consumerId };
  consumers.set('bob-micro', { description, isBuilt: false });
  watching.offer({ transportId, consumers: [description] });
}

it('takes a microphone that is offered, lets it go when it is dormant, and takes it again', async () => {
  const transport = fakeDescription();
  await attach([], transport);
  publishDormant();
  await settle();
  const asked = wanted().length;
  for (const consumerId of ['the first', 'the second']) {
    expect(received()).not.toContain('bob-micro');
    offer(transport.transportId, consumerId);
    await settle();
    expect(received()).toContain('bob-micro');
    expect(consumers.get('bob-micro')?.isBuilt).toBe(true);
    setPaused(false);
    setPaused(true);
    watching.ended([consumerId]);
    await settle();
  }
  // It was there when it was unmuted: nothing had to be asked for.
  expect(wanted().length).toBe(asked);
});

it('takes no offer of other transports, and asks for what was not offered when it is unmuted', async () => {
  await attach();
  publishDormant();
  await settle();
  offer('the transport before');
  await settle();
  expect(received()).not.toContain('bob-micro');
  expect(consumers.get('bob-micro')?.isBuilt).toBe(false);
  setPaused(false);
  await settle();
  expect(received()).toContain('bob-micro');
  expect(consumers.get('bob-micro')?.isBuilt).toBe(true);
});

it('lets go what became dormant while the line was away', async () => {
  await attach();
  await settle();
  expect(received()).toContain('ann-micro');
  socket.lose();
  dormant.add('ann-micro');
  socket.open();
  signaling.admit();
  watching.resumed();
  await settle();
  expect(received()).toEqual(['ann-camera', 'bob-camera']);
});

it('has what was offered too early from its first list', async () => {
  const transport = fakeDescription();
  publishDormant();
  offer(transport.transportId);
  await attach([], transport);
  await settle();
  expect(received()).toContain('bob-micro');
  expect(consumers.get('bob-micro')?.isBuilt).toBe(true);
});

it('drops what was unpublished, and what belonged to a peer who left', async () => {
  await attach();
  await settle();
  const tracks = store.getState().received;
  const unpublished = { name: 'media:unpublished', data: { publicationId: 'bob-camera' } } as const;
  store.setState((state) => applyEvent(state, unpublished, state.seq + 1));
  expect(received()).toEqual(['ann-camera', 'ann-micro']);
  const left = { name: 'peer:left', data: { peerId: 'peer-ann1', reason: 'left' } } as const;
  store.setState((state) => applyEvent(state, left, state.seq + 1));
  expect(received()).toEqual([]);
  expect(Object.values(tracks).map(({ readyState }) => readyState)).toEqual(['ended', 'ended', 'ended']);
});

it('asks again for what has a new stream, and shows the old one until the new one is here', async () => {
  await attach();
  await settle();
  const before = store.getState().received['bob-camera'];
  const renewed = { ...aPublication('bob-camera', 'peer-bob1', 'camera'), revision: 2 };
  const event = { name: 'media:published', data: { publication: renewed } } as const;
  const description = { ...describeConsumer('bob-camera'), consumerId: 'another-consumer' };
  consumers.set('bob-camera', { description, isBuilt: false });
  const asked = wanted().length;
  store.setState((state) => applyEvent(state, event, state.seq + 1));
  expect(store.getState().received['bob-camera']).toBe(before);
  await settle();
  expect(wanted().length).toBe(asked + 1);
  expect(store.getState().received['bob-camera']).not.toBe(before);
  expect(before?.readyState).toBe('ended');
});

it('keeps a new stream whose description was faster than the news of it', async () => {
  await attach();
  await settle();
  const before = store.getState().received['bob-camera'];
  const renewed = { ...aPublication('bob-camera', 'peer-bob1', 'camera'), revision: 2 };
  const event = { name: 'media:published', data: { publication: renewed } } as const;
  store.setState((state) => applyEvent(state, event, state.seq + 1));
  await settle();
  expect(store.getState().received['bob-camera']).toBe(before);
  expect(before?.readyState).toBe('live');
});

it('sends the list again after a loss and builds what was described into the void', async () => {
  await attach();
  socket.answers('media:want', (data) => {
    want(data);
    socket.lose();
    return ok({ consumers: [], unavailable: [], dormant: [] });
  });
  await settle();
  expect(received()).toEqual([]);
  socket.answers('media:want', want);
  socket.open();
  signaling.admit();
  watching.resumed();
  await settle();
  expect(received()).toEqual(['ann-camera', 'ann-micro', 'bob-camera']);
  expect([...consumers.values()].every(({ isBuilt }) => isBuilt)).toBe(true);
});

it('wants what was published while a list was under way that a loss has swallowed', async () => {
  await attach();
  await settle();
  socket.keepsSilentAbout('media:want');
  watching.show([shown('ann-camera')]);
  await settle();
  const publication = aPublication('bob-micro', 'peer-bob1', 'microphone');
  const event = { name: 'media:published', data: { publication } } as const;
  store.setState((state) => applyEvent(state, event, state.seq + 1));
  await settle();
  socket.lose();
  socket.answers('media:want', want);
  socket.open();
  signaling.admit();
  watching.resumed();
  await settle();
  expect(received()).toEqual(['ann-camera', 'ann-micro', 'bob-micro']);
});

it('asks for the packets again when that request was lost', async () => {
  socket.answers('media:resume', () => {
    socket.lose();
    return ok({});
  });
  await attach();
  await settle();
  expect([...consumers.values()].some(({ isBuilt }) => isBuilt)).toBe(false);
  socket.answers('media:resume', resume);
  socket.open();
  signaling.admit();
  watching.resumed();
  await settle();
  expect([...consumers.values()].every(({ isBuilt }) => isBuilt)).toBe(true);
});
