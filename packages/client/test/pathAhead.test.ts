import type { IceServer, TransportDescription } from '@parley/protocol/media';
import type { Transport } from 'mediasoup-client/types';
import { beforeEach, describe, expect, it } from 'vitest';
import { PathAhead } from '../src/ahead/PathAhead.ts';
import type { Certificate } from '../src/media/certificate.ts';
import type { RtcDevice } from '../src/media/RtcDevice.ts';
import { fakeDescription, fakeDevice } from './support/fakeMedia.ts';
import { type Recorder, recordingLog } from './support/recordingLog.ts';

type Path = { receive: TransportDescription; iceServers: IceServer[] } | null;

const FINGERPRINT = { algorithm: 'sha-256', value: 'AB:CD' } as const;

let device: RtcDevice;
let made: Transport[];
let asked: unknown[];
let log: Recorder;
let answer: () => Promise<Path>;
let ahead: PathAhead;

beforeEach(async () => {
  const real = await fakeDevice();
  made = [];
  asked = [];
  log = recordingLog();
  answer = async () => ({ receive: fakeDescription(), iceServers: [] });
  device = real;
  ahead = new PathAhead({
    room: 'lab',
    // The stand-in for a browser makes no use of it.
    certificate: { fingerprint: FINGERPRINT } as unknown as Certificate,
    device: {
      rtpCapabilities: device.rtpCapabilities,
      createTransport: (setup) => {
        const transport = device.createTransport(setup);
        made.push(transport);
        return transport;
      },
    },
    signaling: {
      request: async (name: string, request: unknown) => {
        asked.push([name, request]);
        return { path: await answer() };
      },
    } as never,
    log,
  });
});

/** As a browser says it. */
const become = (state: 'connected' | 'failed' | 'disconnected') => {
  const transport = made.at(-1) as unknown as { _handler: { emit(...given: unknown[]): void } };
  transport._handler.emit('@connectionstatechange', state);
};

it('asks with what the server needs to connect its side', async () => {
  await ahead.keep();
  expect(asked).toEqual([
    [
      'room:prepare',
      {
        room: 'lab',
        media: { rtpCapabilities: device.rtpCapabilities, fingerprint: FINGERPRINT },
      },
    ],
  ]);
  expect(ahead.transportId).toBe(made[0]?.id);
});

it('hands over the very transport, once', async () => {
  await ahead.keep();
  become('connected');
  const id = ahead.transportId ?? '';
  expect(ahead.take(id)).toBe(made[0]);
  expect(made[0]?.closed).toBe(false);
  expect(ahead.take(id)).toBeUndefined();
});

it('closes what the call does not use, and prepares no more', async () => {
  await ahead.keep();
  expect(ahead.take('another')).toBeUndefined();
  expect(made[0]?.closed).toBe(true);
  await ahead.keep();
  expect(asked).toHaveLength(1);
});

it('keeps the one that there is', async () => {
  await Promise.all([ahead.keep(), ahead.keep()]);
  become('connected');
  await ahead.keep();
  expect(asked).toHaveLength(1);
});

describe('a way that is lost', () => {
  it('is not joined with, and another one is looked for', async () => {
    await ahead.keep();
    become('connected');
    become('disconnected');
    expect(ahead.transportId).toBeUndefined();
    await ahead.keep();
    expect(made[0]?.closed).toBe(true);
    expect(ahead.transportId).toBe(made[1]?.id);
  });

  it('is given up when there seems to be none', async () => {
    for (let tries = 0; tries < 5; tries += 1) {
      await ahead.keep();
      become('failed');
    }
    expect(asked).toHaveLength(3);
  });
});

it('asks again later when there was nothing to prepare', async () => {
  answer = async () => null;
  for (let tries = 0; tries < 5; tries += 1) await ahead.keep();
  expect(ahead.transportId).toBeUndefined();
  answer = async () => ({ receive: fakeDescription(), iceServers: [] });
  await ahead.keep();
  expect(ahead.transportId).toBeDefined();
});

it('goes without when the server refuses', async () => {
  answer = () => Promise.reject(new Error('no'));
  for (let tries = 0; tries < 5; tries += 1) await ahead.keep();
  expect(ahead.transportId).toBeUndefined();
  expect(asked).toHaveLength(3);
  expect(log.problems).toEqual([]);
});

it('builds nothing when the person has joined or left while it asked', async () => {
  const { promise, resolve } = Promise.withResolvers<Path>();
  answer = () => promise;
  const kept = ahead.keep();
  ahead.close();
  resolve({ receive: fakeDescription(), iceServers: [] });
  await kept;
  expect(made).toEqual([]);
});
