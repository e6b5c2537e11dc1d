import type { PictureSize } from '@parley/protocol/media';
import type { Count } from './MediaPath.ts';
import type { TestStream } from './streams.ts';

/** What a server has used so far. */
export type Usage = {
  /** Seconds of processor time of what forwards packets. */
  readonly mediaCpuS: number;
  /** Of all that is around it: signalling, rooms, storage. */
  readonly serverCpuS: number;
  /** Bytes of resident memory: the largest so far of the first, the present of the second. */
  readonly mediaMemory: number;
  readonly serverMemory: number;
};

/** A room on an SFU under load. Whoever measures another SFU writes one of these. */
export type Sfu = {
  readonly name: string;
  start(): Promise<void>;
  /** Somebody comes in, and knows what the others send. */
  join(name: string): Promise<Seat>;
  used(): Promise<Usage>;
  stop(): Promise<void>;
};

/** Somebody in that room. */
export type Seat = {
  /**
   * Sends it until it is told to stop; resolves when others can ask for it.
   *
   * @param stream null for a microphone that is muted from the beginning
   * @param isResting whether nothing is sent of it where the server lets it rest
   */
  publish(
    source: 'microphone' | 'camera',
    stream: TestStream | null,
    isResting?: boolean,
  ): Promise<void>;
  /**
   * Receives every sound, and the pictures of so many others at this size, those of later calls too; resolves
   * when they are on their way.
   */
  watch(pictures: number, size: PictureSize): Promise<void>;
  /** All that came so far. */
  received(): Count;
  /** The streams of which something came. */
  streamsReceived(): number;
  leave(): Promise<void>;
};

export function total(counts: Iterable<Count>): Count {
  const sum = { packets: 0, bytes: 0 };
  for (const { packets, bytes } of counts) {
    sum.packets += packets;
    sum.bytes += bytes;
  }
  return sum;
}
