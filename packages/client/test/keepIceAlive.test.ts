import type { FakeHandler } from 'mediasoup-client';
import type { Transport } from 'mediasoup-client/types';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type IceKeeper, keepIceAlive } from '../src/session/keepIceAlive.ts';
import { fakeDescription, fakeDevice } from './support/fakeMedia.ts';
import { recordingLog } from './support/recordingLog.ts';

let transport: Transport;
let keeper: IceKeeper;
const restart = vi.fn(async () => ({ iceParameters: { usernameFragment: 'new' }, iceServers: [] }));

beforeEach(async () => {
  const device = await fakeDevice();
  vi.useFakeTimers();
  restart.mockClear();
  transport = device.createTransport({
    direction: 'send',
    description: fakeDescription(),
    iceServers: [],
    certificate: null,
    requests: { connect: async () => {} },
  });
  keeper = keepIceAlive(transport, 'send', restart, recordingLog());
});
afterEach(() => {
  keeper.stop();
  vi.useRealTimers();
});

const become = (state: 'connected' | 'disconnected' | 'failed') =>
  (transport.handler as FakeHandler).setConnectionState(state);

it('restarts a failed path at once, with what the server gives', async () => {
  const taken = vi.spyOn(transport, 'restartIce');
  become('failed');
  await vi.advanceTimersByTimeAsync(0);
  expect(restart).toHaveBeenCalledExactlyOnceWith('send');
  expect(taken).toHaveBeenCalledExactlyOnceWith({ iceParameters: { usernameFragment: 'new' } });
});

it('gives a short gap the time to heal by itself', async () => {
  become('disconnected');
  await vi.advanceTimersByTimeAsync(1_900);
  become('connected');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).not.toHaveBeenCalled();
});

it('goes on with growing pauses until the path is back', async () => {
  become('disconnected');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(restart).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(restart).toHaveBeenCalledTimes(2);
  restart.mockRejectedValueOnce(new Error('no signalling'));
  await vi.advanceTimersByTimeAsync(8_000);
  expect(restart).toHaveBeenCalledTimes(3);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(restart).toHaveBeenCalledTimes(6);
  become('connected');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(6);
});

it('does not wait once the signalling is back', async () => {
  become('disconnected');
  keeper.signalingIsBack();
  await vi.advanceTimersByTimeAsync(0);
  expect(restart).toHaveBeenCalledTimes(1);
});

it('leaves a path alone that is up, and everything after it was stopped', async () => {
  become('connected');
  keeper.signalingIsBack();
  become('failed');
  keeper.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).not.toHaveBeenCalled();
});
