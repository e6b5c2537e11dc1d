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

it('does not wait for a disconnected path to heal', async () => {
  become('disconnected');
  await vi.advanceTimersByTimeAsync(0);
  expect(restart).toHaveBeenCalledTimes(1);
  become('connected');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(1);
});

it('goes on with growing pauses until the path is back', async () => {
  become('disconnected');
  await vi.advanceTimersByTimeAsync(0);
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

it('restarts a path on which nothing is answered, although the browser still calls it connected', async () => {
  become('connected');
  keeper.setSilent(true);
  await vi.advanceTimersByTimeAsync(4_000);
  expect(restart).toHaveBeenCalledTimes(2);
  keeper.setSilent(false);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(2);
});

it('restarts once on a doubt, and again if that could not be asked for', async () => {
  become('connected');
  keeper.doubt();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(1);
  restart.mockRejectedValueOnce(new Error('no signalling'));
  keeper.doubt();
  await vi.advanceTimersByTimeAsync(0);
  expect(restart).toHaveBeenCalledTimes(2);
  keeper.signalingIsBack();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).toHaveBeenCalledTimes(3);
});

it('does not wait once the signalling is back', async () => {
  restart.mockRejectedValueOnce(new Error('no signalling'));
  become('disconnected');
  await vi.advanceTimersByTimeAsync(0);
  keeper.signalingIsBack();
  await vi.advanceTimersByTimeAsync(0);
  expect(restart).toHaveBeenCalledTimes(2);
});

it('leaves a path alone that is up, and everything after it was stopped', async () => {
  become('connected');
  keeper.signalingIsBack();
  become('failed');
  keeper.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(restart).not.toHaveBeenCalled();
});
