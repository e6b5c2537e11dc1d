import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../tools/testing/freePorts.ts';
import { PlainPeer } from '../../baseline/PlainPeer.ts';
import { PLAIN_SERVER } from '../../baseline/PlainRoom.ts';
import { BenchPeer } from '../BenchPeer.ts';
import { ServerProcess } from '../ServerProcess.ts';
import { startServer } from '../startServer.ts';
import { LongCable } from './LongCable.ts';

const ROOM = 'bench';
const LOOK_MS = 1;
/** See `measure.ts`: closer together they would measure how often an encoder makes key frames. */
const BETWEEN_JOINS_MS = 1_500;

/** From the click to the first decoded picture, ms each, with the same WebRTC stack at Parley … */
export async function parleyJoins(count: number, roundTripMs: number): Promise<number[]> {
  const server = await startServer();
  const cable = await laid(server.url, server.mediaPort, roundTripMs);
  const resident = new BenchPeer(server.url, ROOM, 'Resident');
  await resident.publishPicture();
  await resident.prepare();
  await resident.join();
  const times: number[] = [];
  while (times.length < count) {
    await pause(BETWEEN_JOINS_MS);
    const guest = new BenchPeer(cable?.url ?? server.url, ROOM, 'Guest');
    await guest.prepare();
    times.push((await guest.measureJoin()).toPictureMs);
    await guest.leave();
  }
  await resident.leave();
  await cable?.remove();
  await server.stop();
  return times;
}

/** … and in a plain mediasoup room, whose people begin with everything on the click. */
export async function plainJoins(count: number, roundTripMs: number): Promise<number[]> {
  const [port, mediaPort] = [await freePort(), await freePort()];
  const url = `http://127.0.0.1:${port}`;
  const server = new ServerProcess(PLAIN_SERVER, {
    PORT: String(port),
    MEDIA_IP: '127.0.0.1',
    MEDIA_PORT: String(mediaPort),
  });
  await server.start();
  const cable = await laid(url, mediaPort, roundTripMs);
  const resident = new PlainPeer(url, 'Resident', { isHumming: false, hasCamera: true });
  const times: number[] = [];
  while (times.length < count) {
    await pause(BETWEEN_JOINS_MS);
    const clickedAt = performance.now();
    const guest = new PlainPeer(cable?.url ?? url, 'Guest', { isHumming: false, hasCamera: false });
    while (guest.seen.lastAt === undefined) await pause(LOOK_MS);
    times.push(guest.seen.lastAt - clickedAt);
    await guest.leave();
  }
  await resident.leave();
  await cable?.remove();
  await server.end('SIGKILL');
  return times;
}

async function laid(
  url: string,
  mediaPort: number,
  roundTripMs: number,
): Promise<LongCable | undefined> {
  return roundTripMs > 0 ? LongCable.lay(url, mediaPort, roundTripMs) : undefined;
}
