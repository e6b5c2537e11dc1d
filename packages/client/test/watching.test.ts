import type { RequestOf } from '@parley/protocol/contract';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Hearing } from '../src/session/Hearing.ts';
import { limit } from '../src/session/limits/limit.ts';
import { applyEvent } from '../src/session/store/applyEvent.ts';
import { ok } from './support/FakeSocket.ts';
import { describeConsumer } from './support/fakeMedia.ts';
import { aPublication } from './support/roomState.ts';
import { size, WatchingStage } from './support/WatchingStage.ts';

let stage: WatchingStage;
let socket: WatchingStage['socket'];
let signaling: WatchingStage['signaling'];
let store: WatchingStage['store'];
let watching: WatchingStage['watching'];
let consumers: WatchingStage['consumers'];
let log: WatchingStage['log'];

beforeEach(async () => {
  stage = await WatchingStage.open();
  ({ socket, signaling, store, watching, consumers, log } = stage);
});
afterEach(() => stage.close());

const attach = (...args: Parameters<WatchingStage['attach']>) => stage.attach(...args);
const settle = (...args: Parameters<WatchingStage['settle']>) => stage.settle(...args);
const wanted = (...args: Parameters<WatchingStage['wanted']>) => stage.wanted(...args);
const received = (...args: Parameters<WatchingStage['received']>) => stage.received(...args);

const shown = (publicationId: string) => ({ publicationId, size });

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
  socket.answers('media:want', stage.want);
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
    stage.want(data);
    socket.lose();
    return ok({ consumers: [], unavailable: [], dormant: [] });
  });
  await settle();
  expect(received()).toEqual([]);
  socket.answers('media:want', stage.want);
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
  socket.answers('media:want', stage.want);
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
  socket.answers('media:resume', stage.resume);
  socket.open();
  signaling.admit();
  watching.resumed();
  await settle();
  expect([...consumers.values()].every(({ isBuilt }) => isBuilt)).toBe(true);
});
