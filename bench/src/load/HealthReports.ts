import type { ConsumerDescription, Publication } from '@parley/protocol/media';
import type { Count } from './MediaPath.ts';
import type { TestStream } from './streams.ts';
import type { WireClient } from './WireClient.ts';

const EVERY_MS = 2_000;

type Sent = { readonly publication: Publication; readonly stream: TestStream; told: number };
type Received = { readonly ssrc: number; told: number };

/** Tells the server what arrives, as every client does: it is a part of what a peer costs. */
export class HealthReports {
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #wire: WireClient;
  readonly #counts: () => ReadonlyMap<number, Count> | undefined;
  readonly #isPaused: (publicationId: string) => boolean;
  readonly #sent: Sent[] = [];
  /** By publication. */
  readonly #received = new Map<string, Received>();

  /**
   * @param counts what came so far, by SSRC
   * @param isPaused of what others publish: nothing is said of it then
   */
  constructor(
    wire: WireClient,
    counts: () => ReadonlyMap<number, Count> | undefined,
    isPaused: (publicationId: string) => boolean,
  ) {
    this.#wire = wire;
    this.#counts = counts;
    this.#isPaused = isPaused;
    this.#timer = setInterval(() => this.#report(), EVERY_MS);
  }

  sends(publication: Publication, stream: TestStream): void {
    this.#sent.push({ publication, stream, told: stream.packetsSent });
  }

  receives(consumers: readonly ConsumerDescription[]): void {
    for (const { publicationId, rtpParameters } of consumers) {
      const [encoding] = rtpParameters['encodings'] as { ssrc: number }[];
      this.#received.set(publicationId, { ssrc: encoding?.ssrc ?? 0, told: 0 });
    }
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #report(): void {
    const counts = this.#counts();
    const sent = this.#sent.map((one) => {
      const { publication, stream, told } = one;
      one.told = stream.packetsSent;
      const packets = one.told - told;
      return publication.source === 'camera'
        ? { publicationId: publication.publicationId, packets, frames: packets }
        : { publicationId: publication.publicationId, packets, level: stream.level };
    });
    const expected = [...this.#received].filter(([publicationId]) => !this.#isPaused(publicationId));
    const received = expected.map(([publicationId, one]) => {
      const { ssrc, told } = one;
      one.told = counts?.get(ssrc)?.packets ?? 0;
      const packets = one.told - told;
      return { publicationId, packets, stalledMs: packets > 0 ? 20 : EVERY_MS };
    });
    this.#wire.tell('health:report', { spanMs: EVERY_MS, sent, received });
  }
}
