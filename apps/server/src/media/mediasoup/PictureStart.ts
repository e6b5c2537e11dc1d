import { setTimeout as pause } from 'node:timers/promises';
import type { Producer } from 'mediasoup/types';

/** A picture comes every 33 ms at the most; this is a small part of that. */
const LOOK_MS = 10;
/** A camera that is on sends in this time. What does not come at all, because it travels another way, waits for nothing. */
const PATIENCE_MS = 500;

/**
 * Turns pictures on again, each with the first packet of it that comes in.
 *
 * When a stream in several layers is resumed, mediasoup chooses one of them by the bits that come of each, for
 * every viewer. While nothing comes yet it chooses none, lets the key frame pass that it has asked for, and
 * looks again about a second later. What has never been sent is resumed at once: its first packet makes mediasoup choose, and
 * goes through.
 */
export class PictureStart {
  /** By the producer, for as long as its first packet is awaited. */
  readonly #awaited = new Map<Producer, symbol>();

  /**
   * Settles once it is on again, or is not to come after all. A second wish for the same one settles at once.
   *
   * @throws {Error} of mediasoup when the producer or its worker ended meanwhile
   */
  async resume(producer: Producer): Promise<void> {
    if (!producer.paused || this.#awaited.has(producer)) return;
    const turn = Symbol(producer.id);
    const isAwaited = () => this.#awaited.get(producer) === turn;
    this.#awaited.set(producer, turn);
    try {
      const until = performance.now() + PATIENCE_MS;
      while (performance.now() < until && isAwaited() && !(await mayFlow(producer)))
        await pause(LOOK_MS);
      if (isAwaited()) await producer.resume();
    } finally {
      if (isAwaited()) this.#awaited.delete(producer);
    }
  }

  /** It is not to come after all. */
  cancel(producer: Producer): void {
    this.#awaited.delete(producer);
  }
}

/** It comes in, or is to come for the first time. Frames that build on others are of higher temporal layers, and choose no layer. */
async function mayFlow(producer: Producer): Promise<boolean> {
  const streams = await producer.getStats();
  if (streams.length === 0) return true;
  return streams.some(({ bitrate, bitrateByLayer = {} }) => {
    const layers = Object.entries(bitrateByLayer);
    if (layers.length === 0) return bitrate > 0;
    return layers.some(([layer, bits]) => layer.endsWith('.0') && bits > 0);
  });
}
