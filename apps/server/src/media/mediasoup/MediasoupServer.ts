import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';
import type { Opaque } from '@parley/protocol/media';
import { setLogEventListeners } from 'mediasoup';
import type { BaseLogger } from 'pino';
import type { MediaRoom, MediaRoomEvents, MediaServer, WorkerLoad } from '../MediaServer.ts';
import type { ReadyMicrophonesOptions } from '../ReadyMicrophones.ts';
import { isUnreachable, planAddresses, resolveNames } from './addresses.ts';
import { routerRtpCapabilities } from './codecs.ts';
import { MediasoupRoom, type RoomOptions } from './MediasoupRoom.ts';
import { WorkerPool } from './WorkerPool.ts';

export type MediasoupOptions = {
  /** Path of the worker binary; undefined for the one that mediasoup finds by itself. */
  workerBin?: string | undefined;
  /** How many, one for each core. */
  workers: number;
  /** `0.0.0.0` for all IPv4 addresses of the machine, `::` for IPv6 as well, or one address. */
  listenIp: string;
  /** Udp and tcp; worker i listens on `port + i`. */
  port: number;
  /** Addresses or host names that browsers are told; `auto` for the machine's own and loopback. */
  announcedAddresses: readonly string[] | 'auto';
  /** Where people open Parley; only to warn when the announced addresses cannot be reached from there. */
  publicUrl?: string | undefined;
  /** How many microphones of a room are forwarded at once; `Infinity` for all. */
  loudestSpeakers: number;
  readyMicrophones?: ReadyMicrophonesOptions;
  /** How many peers of one room fit on one worker. */
  peersPerWorker: number;
  log: BaseLogger;
};

/**
 * Starts the SFU.
 *
 * @throws {MediaStartError} with a message for the person who runs the server; no process is left
 */
export async function createMediasoupServer(options: MediasoupOptions): Promise<MediaServer> {
  const { workerBin, workers, listenIp, port, announcedAddresses, publicUrl, log } = options;
  forwardLogs(log);
  const plan = async () => {
    const announced =
      announcedAddresses === 'auto' ? 'auto' : await resolveNames(announcedAddresses, addressesOf);
    return planAddresses(listenIp, announced, networkInterfaces());
  };
  const { announce } = await plan();
  if (isUnreachable(announce, publicUrl)) {
    log.warn(
      { announced: announce, publicUrl },
      'People on the internet cannot reach any of the announced media addresses: they will see the page and ' +
        'hear nothing. Set MEDIA_ANNOUNCED_ADDRESSES to the public address.',
    );
  }
  return new MediasoupServer(await WorkerPool.start({ workerBin, workers, port, plan, log }), {
    seats: options.loudestSpeakers,
    readyMicrophones: options.readyMicrophones ?? {},
    peersPerWorker: options.peersPerWorker,
    log,
  });
}

class MediasoupServer implements MediaServer {
  readonly rtpCapabilities: Opaque = routerRtpCapabilities();
  readonly #pool: WorkerPool;
  readonly #roomOptions: Omit<RoomOptions, 'events' | 'workers'>;

  constructor(pool: WorkerPool, roomOptions: Omit<RoomOptions, 'events' | 'workers'>) {
    this.#pool = pool;
    this.#roomOptions = roomOptions;
  }

  get isReady(): boolean {
    return this.#pool.isComplete;
  }

  get workerDeaths(): number {
    return this.#pool.deaths;
  }

  createRoom(events: MediaRoomEvents): Promise<MediaRoom> {
    const workers = () => this.#pool.running();
    return MediasoupRoom.open({ ...this.#roomOptions, workers, events });
  }

  load(): Promise<WorkerLoad[]> {
    return this.#pool.load();
  }

  close(): Promise<void> {
    return this.#pool.close();
  }
}

async function addressesOf(name: string): Promise<string[]> {
  return (await lookup(name, { all: true, order: 'ipv4first' })).map((found) => found.address);
}

/**
 * mediasoup's own words. What it calls an error is about one call or one packet and does not stop the
 * service; what it calls a warning is mostly a request of a client that it refused.
 */
function forwardLogs(log: BaseLogger): void {
  setLogEventListeners({
    onwarn: (namespace, message) => log.debug({ namespace }, message),
    onerror: (namespace, message, error) => log.warn({ namespace, err: error }, message),
  });
}
