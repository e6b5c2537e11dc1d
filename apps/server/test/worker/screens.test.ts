import { observer } from 'mediasoup';
import type { Producer } from 'mediasoup/types';
import { expect, onTestFinished, test } from 'vitest';
import { join } from './support/join.ts';
import { Picture, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

test('each size of a screen has pauses for the SFU, which then counts what it takes over a longer time; a camera has none', async () => {
  const producers = producersFromNowOn();
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

/** Those that are made in workers that are started from now on. */
function producersFromNowOn(): Producer[] {
  const producers: Producer[] = [];
  observer.once('newworker', (worker) =>
    worker.observer.on('newrouter', (router) =>
      router.observer.on('newtransport', (transport) =>
        transport.observer.on('newproducer', (producer) => producers.push(producer)),
      ),
    ),
  );
  return producers;
}
