import { expect, onTestFinished, test, vi } from 'vitest';
import { join, patiently } from './support/join.ts';
import { Picture, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

test('the publisher is told how many layers are watched, and when nobody watches the large ones', async () => {
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob, cy] = await Promise.all([join(server, room), join(server, room), join(server, room)]);
  const picture = new Picture(RED, { width: 320, height: 180 });
  onTestFinished(() => picture.stop());
  const camera = await ann.publish('camera', picture.track, {
    encodings: [4, 2, 1].map((scaleResolutionDownBy) => ({ scaleResolutionDownBy })),
  });
  const layers = () => ann.layersWanted.get(camera);
  expect(layers()).toBe(1);
  await bob.watch([camera], { width: 640, height: 360 });
  expect(layers()).toBe(2);
  await cy.watch([camera], { width: 160, height: 90 });
  expect(layers()).toBe(2);
  await cy.watch([camera], { width: 1280, height: 720 });
  expect(layers()).toBe(3);
  await cy.watch([]);
  expect(layers()).toBe(2);
  expect(ann.media.layersWanted()).toEqual([{ publicationId: camera, layers: 2 }]);
  bob.media.close();
  expect(layers()).toBe(1);
  // One stream has nothing that could be left out.
  const screen = await ann.show(RED, 'screen');
  expect(ann.media.layersWanted().map(({ publicationId }) => publicationId)).not.toContain(screen);
});

test('whoever leaves while it begins to watch needs nothing', async () => {
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  const picture = new Picture(RED, { width: 320, height: 180 });
  onTestFinished(() => picture.stop());
  const camera = await ann.publish('camera', picture.track, {
    encodings: [4, 2, 1].map((scaleResolutionDownBy) => ({ scaleResolutionDownBy })),
  });
  const watching = bob.media.want([{ publicationId: camera }]);
  bob.media.close();
  await expect(watching).rejects.toMatchObject({ code: 'not-found' });
  expect(ann.layersWanted.get(camera)).toBe(1);
});

test('the picture that comes is as large as the place where it is shown asks for', async () => {
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  const picture = new Picture(RED, { width: 1280, height: 720 });
  onTestFinished(() => picture.stop());
  const camera = await ann.publish('camera', picture.track, {
    encodings: [4, 2, 1].map((scaleResolutionDownBy) => ({
      scaleResolutionDownBy,
      maxBitrate: 200_000,
    })),
  });
  await bob.watch([camera], { width: 160, height: 90 });
  await vi.waitFor(() => expect(bob.eye(camera).width).toBe(320), patiently);
  await bob.watch([camera], { width: 1280, height: 720 });
  await vi.waitFor(() => expect(bob.eye(camera).width).toBe(1280), patiently);
  await bob.watch([camera], { width: 640, height: 360 });
  await vi.waitFor(() => expect(bob.eye(camera).width).toBe(640), patiently);
});
