import { afterEach, beforeEach, expect, it } from 'vitest';
import { applyEvent } from '../src/session/store/applyEvent.ts';
import { describeConsumer, fakeDescription } from './support/fakeMedia.ts';
import { aPublication } from './support/roomState.ts';
import { WatchingStage } from './support/WatchingStage.ts';

let stage: WatchingStage;
let socket: WatchingStage['socket'];
let signaling: WatchingStage['signaling'];
let store: WatchingStage['store'];
let watching: WatchingStage['watching'];
let consumers: WatchingStage['consumers'];
let dormant: WatchingStage['dormant'];

beforeEach(async () => {
  stage = await WatchingStage.open();
  ({ socket, signaling, store, watching, consumers, dormant } = stage);
});
afterEach(() => stage.close());

const attach = (...args: Parameters<WatchingStage['attach']>) => stage.attach(...args);
const settle = (...args: Parameters<WatchingStage['settle']>) => stage.settle(...args);
const wanted = (...args: Parameters<WatchingStage['wanted']>) => stage.wanted(...args);
const received = (...args: Parameters<WatchingStage['received']>) => stage.received(...args);

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
