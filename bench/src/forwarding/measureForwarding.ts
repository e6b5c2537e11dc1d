import { setTimeout as pause } from 'node:timers/promises';
import type { PictureSize } from '@parley/protocol/media';
import type { LayerChoice } from '../load/BareSfu.ts';
import { type Seat, type Sfu, total } from '../load/Sfu.ts';
import { SOUND, TestStream, THREE_LAYERS } from '../load/streams.ts';

/** What so many viewers of one speaker cost for a while. */
export type Cost = {
  readonly consumers: number;
  /** That came at the viewers. */
  readonly packets: number;
  /** That should have: what the speaker sends of what each of them watches, in the time that it took. */
  readonly due: number;
  readonly bytes: number;
  readonly mediaCpuS: number;
  readonly serverCpuS: number;
};

/** A tile of nine on a laptop: the smallest of the three pictures covers it. */
const TILE: PictureSize = { width: 320, height: 180 };
/** What joining leaves behind, such as memory that is collected, is not the price of forwarding. */
const SETTLE_MS = 4_000;
/** So many viewers come at a time. */
const AT_ONCE = 10;

/** One person speaks and is seen; more and more come to watch, and each time it is measured what that costs. */
export async function measureForwarding(
  sfu: Sfu,
  { sizes, forMs, layer }: { sizes: readonly number[]; forMs: number; layer: LayerChoice },
): Promise<Cost[]> {
  await sfu.start();
  const seats: Seat[] = [];
  try {
    const speaker = await sfu.join('Speaker');
    seats.push(speaker);
    await speaker.publish('microphone', new TestStream('audio', SOUND));
    await speaker.publish('camera', new TestStream('video', THREE_LAYERS));
    await pause(SETTLE_MS);
    const perSecond = [...SOUND, ...THREE_LAYERS.filter((_, index) => index === layer(TILE))]
      .map((rate) => rate.perSecond)
      .reduce((sum, rate) => sum + rate);
    const viewers: Seat[] = [];
    const costs: Cost[] = [];
    for (const size of sizes) {
      while (viewers.length < size) {
        const coming = Math.min(AT_ONCE, size - viewers.length);
        const come = await Promise.all(
          Array.from({ length: coming }, (_, i) => sfu.join(`Viewer ${viewers.length + i + 1}`)),
        );
        seats.push(...come);
        viewers.push(...come);
        await Promise.all(come.map((viewer) => viewer.watch(1, TILE)));
      }
      await pause(SETTLE_MS);
      costs.push(await costOf(sfu, viewers, { forMs, perSecond }));
    }
    return costs;
  } finally {
    await Promise.all(seats.map((seat) => seat.leave()));
    await sfu.stop();
  }
}

async function costOf(
  sfu: Sfu,
  viewers: readonly Seat[],
  { forMs, perSecond }: { forMs: number; perSecond: number },
): Promise<Cost> {
  const look = async () => ({
    at: performance.now(),
    ...(await sfu.used()),
    ...total(viewers.map((viewer) => viewer.received())),
  });
  const before = await look();
  await pause(forMs);
  const after = await look();
  const cost = {
    consumers: viewers.length * 2,
    packets: after.packets - before.packets,
    due: (viewers.length * perSecond * (after.at - before.at)) / 1_000,
    bytes: after.bytes - before.bytes,
    mediaCpuS: after.mediaCpuS - before.mediaCpuS,
    serverCpuS: after.serverCpuS - before.serverCpuS,
  };
  const silent = viewers.filter((viewer) => viewer.streamsReceived() < 2).length;
  if (silent > 0)
    throw new Error(`${sfu.name}: ${silent} of ${viewers.length} viewers get no picture or sound`);
  return cost;
}
