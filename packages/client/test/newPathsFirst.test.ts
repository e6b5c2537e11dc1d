import type { IceParameters, Transport } from 'mediasoup-client/types';
import { beforeEach, expect, it, vi } from 'vitest';
import { newPathsFirst } from '../src/media/newPathsFirst.ts';
import { fakeDescription, fakeDevice } from './support/fakeMedia.ts';

const UDP = 1_076_302_079;
const TCP = 1_076_276_479;
const ICE = { usernameFragment: 'new', password: 'secret' } as IceParameters;
/** Under the lowest that a browser gives to its own candidates over TCP. */
const OWN_TCP = 1_509_949_440;

let transport: Transport;
const described = vi.fn(async (_description: RTCSessionDescriptionInit) => {});
const connection = { setRemoteDescription: described };

beforeEach(async () => {
  const device = await fakeDevice();
  transport = device.createTransport({
    direction: 'send',
    description: fakeDescription(),
    iceServers: [],
    certificate: null,
    requests: { connect: async () => {} },
  });
  described.mockClear();
  connection.setRemoteDescription = described;
  Object.assign(transport.handler, { _pc: connection });
});

const sdp = [
  'v=0',
  `a=candidate:udpcandidate 1 udp ${UDP} 203.0.113.7 7882 typ host`,
  `a=candidate:tcpcandidate 1 tcp ${TCP} 203.0.113.7 7882 typ host tcptype passive`,
  'a=end-of-candidates',
].join('\r\n');

/** What the browser is told now: the whole text, and the priorities in it. */
async function told() {
  await connection.setRemoteDescription({ type: 'answer', sdp });
  const text = described.mock.lastCall?.[0].sdp ?? '';
  const [udp = 0, tcp = 0] = [...text.matchAll(/ (?:udp|tcp) (\d+) /g)].map(([, priority]) =>
    Number(priority),
  );
  return { text, udp, tcp };
}

it('leaves the first candidates as the server gave them', async () => {
  newPathsFirst(transport);
  expect((await told()).text).toBe(sdp);
});

it('lets TCP after a restart outrank UDP before it, and UDP stay above TCP', async () => {
  const restart = newPathsFirst(transport);
  const taken = vi.spyOn(transport, 'restartIce');
  let before = await told();
  for (let restarts = 1; restarts <= 3; restarts += 1) {
    await restart(ICE);
    expect(taken).toHaveBeenLastCalledWith({ iceParameters: ICE });
    const now = await told();
    expect(now.tcp).toBeGreaterThan(before.udp);
    expect(now.udp).toBeGreaterThan(now.tcp);
    before = now;
  }
  expect(
    before.text.replace(String(before.udp), String(UDP)).replace(String(before.tcp), String(TCP)),
  ).toBe(sdp);
});

it('never goes beyond what the browser itself gives to TCP', async () => {
  const restart = newPathsFirst(transport);
  for (let restarts = 0; restarts < 500; restarts += 1) await restart(ICE);
  const { udp, tcp } = await told();
  expect(udp).toBeGreaterThan(tcp);
  expect(udp).toBeLessThan(OWN_TCP);
});

it('restarts where there is no connection to be told', async () => {
  Object.assign(transport.handler, { _pc: undefined });
  const taken = vi.spyOn(transport, 'restartIce');
  await newPathsFirst(transport)(ICE);
  expect(taken).toHaveBeenCalledOnce();
});
