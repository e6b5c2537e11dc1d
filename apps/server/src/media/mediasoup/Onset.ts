import type { Producer } from 'mediasoup/types';

/** In silence Opus sends a packet every 400 ms (RFC 6716, DTX), in speech one every 20 ms. */
const PACKETS = 3;
const WITHIN_MS = 150;
/** What was sent before the sender fell silent may still be on its way. */
const LATE_MS = 300;

/**
 * Notices within some 50 ms that somebody begins to speak, from the packets alone: levels are known only
 * after a quarter of a second, and a first syllable is over by then.
 */
export class Onset {
  readonly #producer: Producer;
  #listensSince: number | undefined;
  /** When the last packets came, in epoch ms, the newest last. */
  #arrivals: number[] = [];

  constructor(producer: Producer, onStir: () => void) {
    this.#producer = producer;
    producer.on('trace', ({ timestamp }) => {
      if (this.#listensSince === undefined || performance.now() - this.#listensSince < LATE_MS) return;
      this.#arrivals = [...this.#arrivals.slice(1 - PACKETS), timestamp];
      const [first = timestamp] = this.#arrivals;
      if (this.#arrivals.length === PACKETS && timestamp - first <= WITHIN_MS) onStir();
    });
  }

  listen(isListening: boolean): void {
    if (isListening === (this.#listensSince !== undefined)) return;
    this.#listensSince = isListening ? performance.now() : undefined;
    this.#arrivals = [];
    this.#producer.enableTraceEvent(isListening ? ['rtp'] : []).catch(() => {
      // It was closed meanwhile; nothing else can be refused here.
    });
  }
}
