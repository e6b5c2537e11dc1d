import type { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { RTCAudioSink, type SoundFrame } from '@parley/webrtc-node/nonstandard';
import { FRAME_MS } from '../media/soundFormat.ts';

/** Whose sound it is. */
export type Voice = { readonly publicationId: string; readonly peerId: string; readonly name: string };

/** Where the sound of a room goes. */
export type SoundTarget = {
  push(voice: Voice, frame: SoundFrame): void;
  /** Nothing comes of this publication any more. */
  remove(publicationId: string): void;
  /** Time for the next 10 ms of everybody. */
  pass(): void;
};

type Listening = { track: MediaStreamTrack; stop(): void };

type Setup = {
  session: CallSession;
  target: SoundTarget;
  /** Somebody is heard for the first time. */
  onHeard: (name: string) => void;
};

/** All that is said in a room, at the pace of the clock, for as long as it is listened to. */
export class RoomSound {
  readonly #setup: Setup;
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
    for (; now >= this.#nextAt; this.#nextAt += FRAME_MS) this.#setup.target.pass();
  }

  #follow({ received }: CallState): void {
    for (const [publicationId, { track, stop }] of this.#listening) {
      if (received[publicationId] === track) continue;
      stop();
      this.#listening.delete(publicationId);
      this.#setup.target.remove(publicationId);
    }
    for (const [publicationId, track] of Object.entries(received)) {
      if (track.kind !== 'audio' || this.#listening.has(publicationId)) continue;
      this.#listening.set(publicationId, { track, stop: this.#listen(publicationId, track) });
    }
  }

  #listen(publicationId: string, track: MediaStreamTrack): () => void {
    const sink = new RTCAudioSink(track);
    sink.ondata = (frame) => {
      const voice = this.#voiceOf(publicationId);
      this.#setup.target.push(voice, frame);
      if (!this.#heard.has(publicationId) && frame.samples.some((sample) => sample !== 0)) {
        this.#heard.add(publicationId);
        this.#setup.onHeard(voice.name);
      }
    };
    return () => {
      sink.ondata = null;
      sink.stop();
    };
  }

  #voiceOf(publicationId: string): Voice {
    const { publications, peers } = this.#setup.session.store.getState();
    const peerId = publications[publicationId]?.peerId ?? '';
    return { publicationId, peerId, name: peers[peerId]?.name ?? 'somebody' };
  }
}
