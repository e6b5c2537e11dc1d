import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { freePorts } from '../../../../../tools/testing/freePorts.ts';
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
    peersPerWorker: Infinity,
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
