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
  const side = new ReceiveSide(transport, (id) => id, recordingLog());
  return { side, built: () => consume.mock.calls.map(([options]) => options?.id) };
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
