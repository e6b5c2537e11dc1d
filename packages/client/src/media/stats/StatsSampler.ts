import type { Log } from '../../log.ts';
import type { ReceiveSide } from '../ReceiveSide.ts';
import type { SendSide } from '../SendSide.ts';
import { Counters } from './Counters.ts';
import type { MediaSample, ReceivedSample } from './MediaSample.ts';
import { readReceived, readSent } from './readStreams.ts';
import { readTransport } from './readTransport.ts';
import { StatsTable } from './StatsTable.ts';

/** Often enough to notice within 3 s that something has stopped, rare enough to cost nothing. */
const INTERVAL_MS = 1_000;

/** The transports to look at now; they change when the peer gets new ones. */
export type SampledSides = { readonly send: SendSide; readonly receive: ReceiveSide };

/**
 * Looks at both connections once a second and tells what it saw. One look is one `getStats` for each
 * connection, however many streams it carries. A hidden page is looked at as often as the browser lets
 * it: `spanMs` of each sample says what it covers.
 */
export class StatsSampler {
  readonly #sides: () => SampledSides | undefined;
  readonly #log: Log;
  readonly #listeners = new Set<(sample: MediaSample) => void>();
  readonly #send = new Counters();
  readonly #receive = new Counters();
  /** By consumer: when the last packet was seen, in `performance.now()`. */
  #lastPacketAt = new Map<string, number>();
  #latest: MediaSample | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isRunning = false;

  constructor(sides: () => SampledSides | undefined, log: Log) {
    this.#sides = sides;
    this.#log = log;
  }

  /** Null before the first look. */
  get latest(): MediaSample | null {
    return this.#latest;
  }

  /** @param listener called with each look from now on, about once a second. @returns stops it */
  subscribe(listener: (sample: MediaSample) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#plan();
  }

  stop(): void {
    this.#isRunning = false;
    clearTimeout(this.#timer);
  }

  #plan(): void {
    if (!this.#isRunning) return;
    this.#timer = setTimeout(() => {
      // The next look waits for this one: a machine that is out of breath is not asked twice.
      void this.#look().finally(() => this.#plan());
    }, INTERVAL_MS);
  }

  async #look(): Promise<void> {
    const sides = this.#sides();
    if (!sides || sides.send.isClosed) return;
    try {
      const sample = await this.#sample(sides);
      if (!this.#isRunning || sides.send.isClosed) return;
      this.#latest = sample;
      for (const listener of this.#listeners) listener(sample);
    } catch (error) {
      // A transport that is closed meanwhile has no figures any more.
      if (!sides.send.isClosed) this.#log.warn('the connections could not be measured', error);
    }
  }

  async #sample({ send, receive }: SampledSides): Promise<MediaSample> {
    const [sending, receiving] = await Promise.all([
      send.transport.getStats().then((report) => new StatsTable(report)),
      receive.transport.getStats().then((report) => new StatsTable(report)),
    ]);
    const takenAt = performance.now();
    const spanMs = this.#latest ? takenAt - this.#latest.takenAt : 0;
    const sample: MediaSample = {
      takenAt,
      spanMs,
      send: readTransport(sending, this.#send, send.transport.connectionState, spanMs),
      receive: readTransport(receiving, this.#receive, receive.transport.connectionState, spanMs),
      sent: send.streams.map((stream) => readSent(sending, this.#send, stream, spanMs)),
      received: this.#withSilence(
        receive.streams.map((stream) => readReceived(receiving, this.#receive, stream, spanMs)),
        takenAt,
      ),
    };
    this.#send.turn();
    this.#receive.turn();
    return sample;
  }

  #withSilence(received: readonly Omit<ReceivedSample, 'silentMs'>[], now: number): ReceivedSample[] {
    const lastPacketAt = new Map<string, number>();
    const samples = received.map((sample) => {
      const at = sample.packets > 0 ? now : this.#lastPacketAt.get(sample.consumerId);
      if (at !== undefined) lastPacketAt.set(sample.consumerId, at);
      return { ...sample, silentMs: at === undefined ? null : now - at };
    });
    this.#lastPacketAt = lastPacketAt;
    return samples;
  }
}
