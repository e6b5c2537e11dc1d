import { expect, test, vi } from 'vitest';
import { join, patiently } from './support/join.ts';
import { madeFromNowOn } from './support/madeFromNowOn.ts';
import { BLUE, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

test('the SFU puts the camera of who speaks before the others, and a screen before all', async () => {
  const { consumers } = madeFromNowOn();
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob, cy] = await Promise.all([join(server, room), join(server, room), join(server, room)]);
  const cameras = { ann: await ann.show(RED), bob: await bob.show(BLUE) };
  const screen = await bob.show(BLUE, 'screen');
  const voices = { ann: await ann.speak(440), bob: await bob.speak(660) };
  await bob.media.setPaused(voices.bob, true);
  await cy.watch([cameras.ann, cameras.bob, screen, voices.ann, voices.bob]);
  const order = () => [cameras.ann, cameras.bob, screen].sort((a, b) => priorityOf(b) - priorityOf(a));
  const priorityOf = (publicationId: string) =>
    consumers.find(({ producerId }) => producerId === publicationId)?.priority ?? 0;
  await vi.waitFor(
    () => expect(priorityOf(cameras.ann)).toBeGreaterThan(priorityOf(cameras.bob)),
    patiently,
  );
  expect(order()).toEqual([screen, cameras.ann, cameras.bob]);

  await ann.media.setPaused(voices.ann, true);
  await bob.media.setPaused(voices.bob, false);
  await vi.waitFor(() => expect(order()).toEqual([screen, cameras.bob, cameras.ann]), patiently);
  // Who begins to watch now finds it so.
  const dee = await join(server, room);
  consumers.length = 0;
  await dee.watch([cameras.ann, cameras.bob, screen]);
  expect(order()).toEqual([screen, cameras.bob, cameras.ann]);
}, 120_000);
