import type { Transport } from 'mediasoup-client/types';
import type { NetworkPath } from '../media/networkPath.ts';
import { Probe, type ProbePlace, type SentProbe } from './Probe.ts';
import type { CheckReason } from './reasons.ts';

/** How long a way through the network has to open. Most take a tenth of a second, some over TCP two. */
const CONNECT_MS = 8_000;

export type PathFailure = { readonly reason: CheckReason };

/** Two peers in one place, of which one sends what the other gets: once to the SFU and back. */
export class ProbePair {
  readonly sender: Probe;
  readonly receiver: Probe;
  readonly network: NetworkPath;
  readonly #published = new Map<string, SentProbe>();
  readonly #arriving = new Map<string, MediaStreamTrack>();

  private constructor(sender: Probe, receiver: Probe, network: NetworkPath) {
    this.sender = sender;
    this.receiver = receiver;
    this.network = network;
  }

  /** @throws ParleyError when the server cannot be reached or will not have it */
  static async join(place: ProbePlace, network: NetworkPath): Promise<ProbePair> {
    const [sender, receiver] = await Promise.allSettled([
      Probe.join(place, network),
      Probe.join(place, network),
    ]);
    if (sender.status === 'fulfilled' && receiver.status === 'fulfilled') {
      return new ProbePair(sender.value, receiver.value, network);
    }
    for (const probe of [sender, receiver]) {
      if (probe.status === 'fulfilled') probe.value.leave();
    }
    throw [sender, receiver].find((probe) => probe.status === 'rejected')?.reason;
  }

  /**
   * Sends a track from the one end to the other, and waits until both ways are open.
   * @returns how long that took, or why it did not come to be
   */
  async connect(track: MediaStreamTrack): Promise<{ connectMs: number } | PathFailure> {
    const startedAt = Date.now();
    const turnErrors = watchTurnErrors([this.sender.send, this.receiver.receive]);
    const isOpen = [this.sender.send, this.receiver.receive].map(untilConnected);
    await this.carry(track, { maxBitrate: track.kind === 'audio' ? 64_000 : 100_000 });
    if ((await Promise.all(isOpen)).every(Boolean)) return { connectMs: Date.now() - startedAt };
    if (this.network !== 'relay') return { reason: 'no-answer' };
    return { reason: turnErrors.reason() };
  }

  /** What arrives at the other end of what was carried last. */
  arriving(kind: 'audio' | 'video'): MediaStreamTrack | undefined {
    return this.#arriving.get(kind);
  }

  /** Sends a track through the SFU, in place of the one of its kind before. @throws ParleyError */
  async carry(track: MediaStreamTrack, encoding: { maxBitrate: number }): Promise<void> {
    const source = track.kind === 'audio' ? 'microphone' : 'camera';
    const before = this.#published.get(source);
    if (before) await this.sender.unpublish(before);
    this.#published.set(source, await this.sender.publish(source, track, encoding));
    const wanted = [...this.#published.values()].map(({ publicationId }) => publicationId);
    for (const consumer of await this.receiver.watch(wanted)) {
      this.#arriving.set(consumer.kind, consumer.track);
    }
  }

  leave(): void {
    this.sender.leave();
    this.receiver.leave();
  }
}

function untilConnected(transport: Transport): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isConnected: boolean) => {
      clearTimeout(timer);
      resolve(isConnected);
    };
    const timer = setTimeout(() => settle(false), CONNECT_MS);
    transport.on('connectionstatechange', (state) => {
      if (state === 'connected') settle(true);
      if (state === 'failed') settle(false);
    });
    transport.observer.once('close', () => settle(false));
  });
}

/** STUN errors (RFC 8489, section 14.8) of the browser's requests for a relayed address. */
function watchTurnErrors(transports: readonly Transport[]): { reason(): CheckReason } {
  const codes = new Set<number>();
  for (const transport of transports) {
    transport.on('icecandidateerror', ({ errorCode }) => codes.add(errorCode));
  }
  return {
    reason: () => {
      if (codes.has(401) || codes.has(403) || codes.has(431)) return 'wrong-secret';
      // 701 is the browser's own: the TURN server was not reached at all.
      return codes.size > 0 ? 'turn-unreachable' : 'not-relayed';
    },
  };
}
