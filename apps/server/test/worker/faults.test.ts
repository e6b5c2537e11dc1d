import { expect, test, vi } from 'vitest';
import { MediaFaults } from '../../src/faults/MediaFaults.ts';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join, patiently } from './support/join.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

/** Two who hear each other; of two sounds the one that goes on is the clock of these tests. */
async function call() {
  const faults = new MediaFaults();
  const lost = vi.fn();
  const bobLost = vi.fn();
  const server = await startMedia();
  const room = await openRoom(server, { lost });
  const [ann, bob] = await Promise.all([join(server, room), join(server, room, bobLost)]);
  const [sound, other] = [await ann.speak(440), await bob.speak(1_000)];
  await bob.watch([sound]);
  await ann.watch([other]);
  await morePackets(bob, sound);
  await morePackets(ann, other);
  return { faults, lost, bobLost, server, ann, bob, sound, other };
}

async function morePackets(peer: HeadlessPeer, publicationId: string): Promise<void> {
  const before = await peer.packets(publicationId);
  await vi.waitFor(
    async () => expect(await peer.packets(publicationId)).toBeGreaterThan(before + 10),
    patiently,
  );
}

/** Nothing comes of the one while a lot comes of the other. */
async function expectNothing(
  [peer, silent]: [HeadlessPeer, string],
  [clock, going]: [HeadlessPeer, string],
): Promise<void> {
  // What was on its way still arrives.
  await morePackets(clock, going);
  const before = await peer.packets(silent);
  await morePackets(clock, going);
  expect(await peer.packets(silent)).toBe(before);
}

test('a consumer paused past the books is silent, and everything else goes on', async () => {
  const { faults, ann, bob, sound, other } = await call();
  await faults.pauseConsumer(bob.peerId, sound);
  await expectNothing([bob, sound], [ann, other]);
});

test('a producer paused past the books', async () => {
  const { faults, ann, bob, sound, other } = await call();
  await faults.pauseProducer(sound);
  await expectNothing([bob, sound], [ann, other]);
});

test('a transport that ended by itself takes the other one along, and the room is told once', async () => {
  const { faults, lost, bobLost, bob } = await call();
  faults.closeTransport(bob.peerId, 'receive');
  expect(bobLost).toHaveBeenCalledOnce();
  for (const direction of ['send', 'receive'] as const) {
    expect(() => faults.closeTransport(bob.peerId, direction)).toThrow(/no transport/);
  }
  bob.leave();
  expect(bobLost).toHaveBeenCalledOnce();
  expect(lost).not.toHaveBeenCalled();
});

test('whoever leaves has lost nothing', async () => {
  const { bobLost, bob } = await call();
  bob.leave();
  expect(bobLost).not.toHaveBeenCalled();
});

test('a worker that stands still, goes on, and is killed', async () => {
  const { faults, lost, bobLost, server, ann, bob, sound } = await call();
  const peers = new Set([ann.peerId, bob.peerId]);
  const goOn = faults.signalWorker(peers, 'SIGSTOP');
  const loads = server.load();
  const first = await Promise.race([
    loads.then(() => 'answered'),
    bob.packets(sound).then(() => 'asked'),
  ]);
  expect(first).toBe('asked');
  goOn();
  await loads;
  await morePackets(bob, sound);
  faults.signalWorker(peers, 'SIGKILL');
  await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce(), patiently);
  expect(bobLost).not.toHaveBeenCalled();
});
