import type { ReceiveSide } from '../ReceiveSide.ts';
import type { SendSide } from '../SendSide.ts';
import { Counters } from './Counters.ts';
import type { MediaSample, ReceivedSample } from './MediaSample.ts';
import { type ReceivedStream, readReceived, readSent, type SentStream } from './readStreams.ts';
import { readTransport } from './readTransport.ts';
import { StatsTable } from './StatsTable.ts';

/** The transports to look at now; they change when the peer gets new ones. */
export type SampledSides = { readonly send: SendSide; readonly receive: ReceiveSide };

/** A connection with another person on which some of the publications travel, past the SFU. */
export type DirectSide = {
  readonly state: RTCPeerConnectionState;
  getStats(): Promise<StatsTable>;
  /** What travels here now. */
  readonly sent: readonly SentStream[];
  readonly received: readonly ReceivedStream[];
};

/** Takes one look after the other, and tells of each what came since the one before. */
export class SampleTaker {
  readonly #send = new Counters();
  readonly #receive = new Counters();
  readonly #direct = new Counters();
  /** By consumer: when the last packet was seen, in `performance.now()`. */
  #lastPacketAt = new Map<string, number>();

  /** @param before when the look before was taken, in `performance.now()` */
  async take(
    { send, receive }: SampledSides,
    side: DirectSide | null,
    before: number | undefined,
  ): Promise<MediaSample> {
    const [sending, receiving, between] = await Promise.all([
      send.transport.getStats().then((report) => new StatsTable(report)),
      receive.transport.getStats().then((report) => new StatsTable(report)),
      side?.getStats(),
    ]);
    const takenAt = performance.now();
    const spanMs = before === undefined ? 0 : takenAt - before;
    const direct = side && between ? { side, table: between } : null;
    const sample: MediaSample = {
      takenAt,
      spanMs,
      send: readTransport(sending, this.#send, send.transport.connectionState, spanMs),
      receive: readTransport(receiving, this.#receive, receive.transport.connectionState, spanMs),
      direct: direct && readTransport(direct.table, this.#direct, direct.side.state, spanMs),
      sent: send.streams.map((stream) => {
        const other = direct?.side.sent.find((one) => one.publicationId === stream.publicationId);
        return direct && other
          ? { ...readSent(direct.table, this.#direct, other, spanMs), isDirect: true }
          : { ...readSent(sending, this.#send, stream, spanMs), isDirect: false };
      }),
      received: this.#withSilence(
        [
          ...receive.streams
            .filter(({ publicationId }) => !isAmong(direct?.side.received, publicationId))
            .map((stream) => ({
              ...readReceived(receiving, this.#receive, stream, spanMs),
              isDirect: false,
            })),
          ...(direct
            ? direct.side.received.map((stream) => ({
                ...readReceived(direct.table, this.#direct, stream, spanMs),
                isDirect: true,
              }))
            : []),
        ],
        takenAt,
      ),
    };
    for (const counters of [this.#send, this.#receive, this.#direct]) counters.turn();
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

function isAmong(streams: readonly ReceivedStream[] | undefined, publicationId: string): boolean {
  return streams?.some((stream) => stream.publicationId === publicationId) ?? false;
}
