import { expect, onTestFinished, test, vi } from 'vitest';
import { join, patiently } from './support/join.ts';
import { Picture, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

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
