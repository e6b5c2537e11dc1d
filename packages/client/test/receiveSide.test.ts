import type { ConsumerDescription } from '@parley/protocol/media';
import * as fakeParameters from 'mediasoup-client/fakeParameters';
import { expect, it, vi } from 'vitest';
import { ReceiveSide } from '../src/media/ReceiveSide.ts';
import { fakeDescription, fakeDevice } from './support/fakeMedia.ts';
import { recordingLog } from './support/recordingLog.ts';

function describeMicrophone(consumerId: string): ConsumerDescription {
  const { rtpParameters } = fakeParameters.generateConsumerRemoteParameters({
    codecMimeType: 'audio/opus',
  });
  return {
    consumerId,
    publicationId: 'ann-micro',
    kind: 'audio',
    rtpParameters,
  } as unknown as ConsumerDescription;
}

async function aSide() {
  const transport = (await fakeDevice()).createTransport({
    direction: 'receive',
    description: fakeDescription(),
    iceServers: [],
    certificate: null,
    requests: { connect: async () => {} },
  });
  const consume = vi.spyOn(transport, 'consume');
  const unbuilt: string[] = [];
  const side = new ReceiveSide({
    transport,
    syncGroupOf: (id) => id,
    onUnbuilt: (publicationId) => unbuilt.push(publicationId),
    log: recordingLog(),
  });
  return { side, consume, unbuilt, built: () => consume.mock.calls.map(([options]) => options?.id) };
}

it('builds no consumer twice: one that is described again after its publication has gone stays away', async () => {
  const { side, built } = await aSide();
  const description = describeMicrophone('the first');
  const building = side.consume([description]);
  side.drop('ann-micro');
  expect(await side.consume([description])).toEqual([]);
  expect(await building).toEqual([]);
  expect(side.track('ann-micro')).toBeUndefined();
  expect(built()).toEqual(['the first']);

  expect(await side.consume([describeMicrophone('the second')])).toEqual(['the second']);
  expect(side.track('ann-micro')).toBeDefined();
});

it('names one that is described twice twice, for the server still waits to hear of it', async () => {
  const { side, built } = await aSide();
  const description = describeMicrophone('the first');
  expect(await side.consume([description])).toEqual(['the first']);
  expect(await side.consume([description])).toEqual(['the first']);
  expect(built()).toEqual(['the first']);
});

it('lets go what has ended at the server, and does not build what had ended before it was described', async () => {
  const { side, built } = await aSide();
  await side.consume([describeMicrophone('the first')]);
  const track = side.track('ann-micro');
  side.ended(['another one']);
  expect(side.track('ann-micro')).toBe(track);
  side.ended(['the first', 'the second']);
  expect(side.track('ann-micro')).toBeUndefined();
  expect(track?.readyState).toBe('ended');
  expect(await side.consume([describeMicrophone('the second')])).toEqual([]);
  expect(await side.consume([describeMicrophone('the third')])).toEqual(['the third']);
  expect(built()).toEqual(['the first', 'the third']);
});

it('says which one could not be built, unless it is left', async () => {
  const { side, consume, unbuilt } = await aSide();
  consume.mockRejectedValue(new Error('the browser refuses its description'));
  expect(await side.consume([describeMicrophone('the first')])).toEqual([]);
  expect(unbuilt).toEqual(['ann-micro']);

  const building = side.consume([describeMicrophone('the second')]);
  side.close();
  expect(await building).toEqual([]);
  expect(unbuilt).toEqual(['ann-micro']);
});
