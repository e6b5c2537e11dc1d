import { setTimeout as pause } from 'node:timers/promises';
import type { JoinTimes } from '@parley/protocol/health';
import type { Browser } from '@playwright/test';
import { BenchPeer } from '../BenchPeer.ts';
import { IdlePeers } from '../signaling/IdlePeers.ts';
import { startServer } from '../startServer.ts';
import { LongCable } from './LongCable.ts';
import { visit } from './Visitor.ts';

export type Circumstances = {
  /** Added between the browser and the server, to what it is seen by and says, media too. */
  readonly roundTripMs: number;
  /** So many others join other rooms meanwhile, again and again within ten seconds. */
  readonly crowd: number;
};

const ROOM = 'bench';
const CROWD_WITHIN_MS = 10_000;
const CROWD_ROOM_OF = 20;
/** Encoders answer the wish for a key frame only so often; who comes closer would measure that. */
const BETWEEN_JOINS_MS = 500;

/** A real browser joins a room in which somebody is seen, again and again. */
export async function browserJoins(
  browser: Browser,
  count: number,
  { roundTripMs, crowd }: Circumstances,
): Promise<JoinTimes[]> {
  const server = await startServer();
  const cable =
    roundTripMs > 0 ? await LongCable.lay(server.url, server.mediaPort, roundTripMs) : undefined;
  const resident = new BenchPeer(server.url, ROOM, 'Resident');
  await resident.publishPicture();
  await resident.prepare();
  await resident.join();
  const others = crowd > 0 ? new Crowd(server.url, crowd) : undefined;
  try {
    const url = cable?.url ?? server.url;
    // The first one loads and compiles what all later ones have.
    await visit(browser, url, ROOM);
    const times: JoinTimes[] = [];
    others?.come();
    while (times.length < count) {
      await pause(BETWEEN_JOINS_MS);
      times.push(await visit(browser, url, ROOM));
    }
    return times;
  } finally {
    await others?.stop();
    await resident.leave();
    await cable?.remove();
    await server.stop();
  }
}

/** They come one after the other, evenly; when all are there they go, and come again. */
class Crowd {
  readonly #url: string;
  readonly #count: number;
  readonly #stopping = new AbortController();
  #coming: Promise<void> = Promise.resolve();

  constructor(url: string, count: number) {
    this.#url = url;
    this.#count = count;
  }

  come(): void {
    this.#coming = this.#comeAndGo();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#coming;
  }

  async #comeAndGo(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const peers = new IdlePeers(this.#url);
      const joins: Promise<unknown>[] = [];
      for (let index = 0; index < this.#count && !signal.aborted; index += 1) {
        joins.push(peers.join(`crowd-${Math.floor(index / CROWD_ROOM_OF)}`));
        await pause(CROWD_WITHIN_MS / this.#count);
      }
      await Promise.all(joins);
      peers.close();
    }
  }
}
