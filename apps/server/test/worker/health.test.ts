import { expect, test, vi } from 'vitest';
import { MediaFaults } from '../../src/faults/MediaFaults.ts';
import { join, patiently } from './support/join.ts';
import { BLUE, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

/** Ann is heard and seen by Bob, and what mediasoup does can be undone behind the server's back. */
async function call() {
  const faults = new MediaFaults();
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  const sound = await ann.speak(440);
  const picture = await ann.show(RED);
  await bob.watch([sound, picture]);
  await vi.waitFor(() => {
    expect(bob.ear(sound).amplitude(440)).toBeGreaterThan(0.1);
    expect(bob.eye(picture).sees(RED)).toBe(true);
  }, patiently);
  return { faults, ann, bob, sound, picture };
}

test('the SFU says what it does, and its counters move while it does it', async () => {
  const { bob, sound } = await call();
  const before = await bob.media.inspect(sound);
  expect(before).toMatchObject({
    producer: { isPaused: false },
    consumer: { isPaused: false, shouldFlow: true, isStarved: false },
  });
  await vi.waitFor(async () => {
    const now = await bob.media.inspect(sound);
    expect(now.producer?.packets).toBeGreaterThan(before.producer?.packets ?? Infinity);
    expect(now.consumer?.packets).toBeGreaterThan(before.consumer?.packets ?? Infinity);
  }, patiently);
  expect(await bob.media.inspect('never-was')).toEqual({ producer: undefined, consumer: undefined });
});

test('a consumer that was paused behind its back is seen, and made to flow again', async () => {
  const { faults, bob, sound } = await call();
  await faults.pauseConsumer(bob.peerId, sound);
  await vi.waitFor(() => expect(bob.ear(sound).amplitude(440)).toBeLessThan(0.01), patiently);
  expect(await bob.media.inspect(sound)).toMatchObject({
    producer: { isPaused: false },
    consumer: { isPaused: true, shouldFlow: true },
  });
  await bob.media.refresh(sound);
  await vi.waitFor(() => expect(bob.ear(sound).amplitude(440)).toBeGreaterThan(0.1), patiently);
});

test('a producer that was paused behind its back is seen, and resumed by its owner', async () => {
  const { faults, ann, bob, sound } = await call();
  await faults.pauseProducer(sound);
  expect((await bob.media.inspect(sound)).producer?.isPaused).toBe(true);
  await ann.media.setPaused(sound, false);
  expect((await bob.media.inspect(sound)).producer?.isPaused).toBe(false);
});

test('what is not wished for does not flow, and is not meant to', async () => {
  const { bob, sound, picture } = await call();
  await bob.watch([sound]);
  expect((await bob.media.inspect(picture)).consumer).toMatchObject({
    isPaused: true,
    shouldFlow: false,
  });
  await bob.media.refresh(picture);
  expect((await bob.media.inspect(picture)).consumer?.isPaused).toBe(true);
});

test('a consumer that was dropped is described anew by the next wish', async () => {
  const { ann, bob, sound, picture } = await call();
  const screen = await ann.show(BLUE, 'screen');
  bob.media.dropConsumer(picture);
  expect((await bob.media.inspect(picture)).consumer).toBeUndefined();
  const wishes = [sound, picture, screen].map((publicationId) => ({ publicationId }));
  const { consumers } = await bob.media.want(wishes);
  expect(consumers.map((one) => one.publicationId).sort()).toEqual([picture, screen].sort());
  await bob.build(consumers);
  await vi.waitFor(() => expect(bob.eye(picture).sees(RED)).toBe(true), patiently);
});

test('a key frame can be asked for, also of what is gone', async () => {
  const { ann, bob, picture } = await call();
  await bob.media.requestKeyFrame(picture);
  ann.media.unpublish(picture);
  await bob.media.requestKeyFrame(picture);
});
