import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { MediaRoom, MediaRoomEvents, MediaServer } from '../../../src/media/MediaServer.ts';
import {
  createMediasoupServer,
  type MediasoupOptions,
} from '../../../src/media/mediasoup/MediasoupServer.ts';

const silentLog = pino({ enabled: false });

/** Starts the real SFU on this machine's loopback; it is closed when the test ends. */
export async function startMedia(options: Partial<MediasoupOptions> = {}): Promise<MediaServer> {
  const workers = options.workers ?? 1;
  const server = await createMediasoupServer({
    workers,
    listenIp: '127.0.0.1',
    port: await freePorts(workers),
    announcedAddresses: 'auto',
    loudestSpeakers: Infinity,
    log: silentLog,
    ...options,
  });
  onTestFinished(() => server.close());
  return server;
}

export function openRoom(
  server: MediaServer,
  events: Partial<MediaRoomEvents> = {},
): Promise<MediaRoom> {
  return server.createRoom({ speakersChanged: () => undefined, lost: () => undefined, ...events });
}

/** @returns the first of `count` ports in a row that are free, udp and tcp */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    // Below the range from which the system hands out ports by itself.
    const first = 10_000 + Math.floor(Math.random() * 20_000);
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket('udp4');
  try {
    tcp.listen(port, '0.0.0.0');
    await once(tcp, 'listening');
    udp.bind(port, '0.0.0.0');
    await once(udp, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    tcp.close();
    udp.close();
  }
}
