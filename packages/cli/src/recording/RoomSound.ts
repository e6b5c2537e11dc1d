import type { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { RTCAudioSink } from '../media/nonstandard.ts';
import { FRAME_MS } from '../media/soundFormat.ts';
import { Mixer } from './Mixer.ts';

type Listening = { track: MediaStreamTrack; stop(): void };

type Setup = {
  session: CallSession;
  /** Gets 10 ms of the mix each time, at the pace of the clock. */
  write: (samples: Int16Array) => void;
  /** Somebody is heard for the first time. */
  onHeard: (name: string) => void;
};

/** All that is said in a room, mixed, for as long as it is listened to. */
export class RoomSound {
  readonly #setup: Setup;
  readonly #mixer = new Mixer();
  readonly #listening = new Map<string, Listening>();
  readonly #heard = new Set<string>();
  readonly #unsubscribe: () => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #nextAt = performance.now();

  constructor(setup: Setup) {
    this.#setup = setup;
    const { store } = setup.session;
    this.#unsubscribe = store.subscribe((now, before) => {
      if (now.received !== before.received) this.#follow(now);
    });
    this.#follow(store.getState());
    this.#timer = setInterval(() => this.#pass(performance.now()), FRAME_MS / 2);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unsubscribe();
    for (const { stop } of this.#listening.values()) stop();
    this.#listening.clear();
  }

  #pass(now: number): void {
    for (; now >= this.#nextAt; this.#nextAt += FRAME_MS) this.#setup.write(this.#mixer.take());
  }

  #follow({ received }: CallState): void {
    for (const [publicationId, { track, stop }] of this.#listening) {
      if (received[publicationId] === track) continue;
      stop();
      this.#listening.delete(publicationId);
      this.#mixer.remove(publicationId);
    }
    for (const [publicationId, track] of Object.entries(received)) {
      if (track.kind !== 'audio' || this.#listening.has(publicationId)) continue;
      this.#listening.set(publicationId, { track, stop: this.#listen(publicationId, track) });
    }
  }

  #listen(publicationId: string, track: MediaStreamTrack): () => void {
    const sink = new RTCAudioSink(track);
    sink.ondata = (frame) => {
      this.#mixer.push(publicationId, frame);
      if (!this.#heard.has(publicationId) && frame.samples.some((sample) => sample !== 0)) {
        this.#heard.add(publicationId);
        this.#setup.onHeard(this.#nameOf(publicationId));
      }
    };
    return () => {
      sink.ondata = null;
      sink.stop();
    };
  }

  #nameOf(publicationId: string): string {
    const { publications, peers } = this.#setup.session.store.getState();
    return peers[publications[publicationId]?.peerId ?? '']?.name ?? 'somebody';
  }
}
