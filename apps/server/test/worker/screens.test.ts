import { expect, onTestFinished, test } from 'vitest';
import { join } from './support/join.ts';
import { madeFromNowOn } from './support/madeFromNowOn.ts';
import { Picture, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

test('each size of a screen has pauses for the SFU, which then counts what it takes over a longer time; a camera has none', async () => {
  const { producers } = madeFromNowOn();
  const server = await startMedia();
  const room = await openRoom(server);
  const ann = await join(server, room);
  const picture = new Picture(RED, { width: 320, height: 180 });
  onTestFinished(() => picture.stop());
  const inTwoSizes = { encodings: [2, 1].map((scaleResolutionDownBy) => ({ scaleResolutionDownBy })) };
  const screen = await ann.publish('screen', picture.track, inTwoSizes);
  const camera = await ann.publish('camera', picture.track, inTwoSizes);

  const pausesOf = (publicationId: string) =>
    producers
      .find(({ id }) => id === publicationId)
      ?.rtpParameters.encodings?.map(({ dtx }) => dtx === true);
  expect(pausesOf(screen)).toEqual([true, true]);
  expect(pausesOf(camera)).toEqual([false, false]);
});
