import { setTimeout as pause } from 'node:timers/promises';
import type { PictureSize } from '@parley/protocol/media';
import { inGroups } from '../load/inGroups.ts';
import { type Seat, type Sfu, total } from '../load/Sfu.ts';
import { type Rate, SILENCE, SOUND, TestStream } from '../load/streams.ts';

/** A room of so many people for a while. */
export type RoomCost = {
  readonly people: number;
  readonly seconds: number;
  readonly mediaCpuS: number;
  readonly serverCpuS: number;
  /** Bytes that came at all viewers, with RTP and what encrypts it. */
  readonly bytes: number;
  /** Streams that flow to viewers. */
  readonly streams: number;
  /** Beyond what the server had before anybody came. */
  readonly memory: number;
  /** Of those who came last, from coming in to being in the room with transports, ms each. */
  readonly joinMs: readonly number[];
};

/** A microphone into which nobody speaks: muted, on where that is all, or on and at rest where the server lets it. */
export type Quiet = 'muted' | 'on' | 'at rest';

export type Habits = {
  /** How many pictures everybody has on the screen. */
  readonly pictures: number;
  /** What everybody's camera sends; null for a room without pictures. */
  readonly camera: readonly Rate[] | null;
  /** What the microphones of those do who do not talk. Without it they have none. */
  readonly quiet?: Quiet;
  readonly forMs: number;
};

/** A tile of nine on a laptop. */
const TILE: PictureSize = { width: 320, height: 180 };
const TALKERS = 3;
const SETTLE_MS = 1_500;
const AT_ONCE = 10;

/** A room that grows. Three talk all the time, and each shows so many pictures. */
export async function measureRooms(
  sfu: Sfu,
  sizes: readonly number[],
  { pictures, camera, quiet, forMs }: Habits,
): Promise<RoomCost[]> {
  await sfu.start();
  const seats: Seat[] = [];
  try {
    const empty = await sfu.used();
    const costs: RoomCost[] = [];
    for (const size of sizes) {
      const joinMs: number[] = [];
      while (seats.length < size) {
        const askedAt = performance.now();
        const seat = await sfu.join(`Person ${seats.length + 1}`);
        joinMs.push(performance.now() - askedAt);
        seats.push(seat);
        if (seats.length > TALKERS) await listen(seat, quiet);
        else await seat.publish('microphone', new TestStream('audio', SOUND));
        if (camera) await seat.publish('camera', new TestStream('video', camera));
      }
      // An SFU that has not seen all sizes of a picture yet would begin, and stay, with another one.
      await pause(SETTLE_MS);
      await inGroups(seats, AT_ONCE, (seat) => seat.watch(pictures, TILE));
      await pause(SETTLE_MS);
      const look = async () => ({
        ...(await sfu.used()),
        ...total(seats.map((seat) => seat.received())),
      });
      const before = await look();
      const begunAt = performance.now();
      await pause(forMs);
      const after = await look();
      costs.push({
        people: size,
        seconds: (performance.now() - begunAt) / 1_000,
        mediaCpuS: after.mediaCpuS - before.mediaCpuS,
        serverCpuS: after.serverCpuS - before.serverCpuS,
        bytes: after.bytes - before.bytes,
        streams: seats.reduce((sum, seat) => sum + seat.streamsReceived(), 0),
        memory: after.mediaMemory + after.serverMemory - empty.mediaMemory - empty.serverMemory,
        joinMs,
      });
    }
    return costs;
  } finally {
    await Promise.all(seats.map((seat) => seat.leave()));
    await sfu.stop();
  }
}

async function listen(seat: Seat, quiet: Quiet | undefined): Promise<void> {
  if (quiet === undefined) return;
  const stream = quiet === 'muted' ? null : new TestStream('audio', SILENCE);
  await seat.publish('microphone', stream, quiet === 'at rest');
}

export function kbitPerViewer({ bytes, seconds, people }: RoomCost): number {
  return (bytes * 8) / 1_000 / seconds / people;
}
