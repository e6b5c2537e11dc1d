import { ParleyError } from '@parley/protocol/errors';
import type { Fault } from '@parley/protocol/faults';
import type { ParleySocket } from '../signaling/SocketConnection.ts';
import { FaultySocket } from './FaultySocket.ts';

type Cut = Extract<Fault, { kind: 'signaling-cut' }>;
type Delay = Extract<Fault, { kind: 'signaling-delay' }>;

/** Breaks the lines between clients and the server. */
export class SignalingFaults {
  readonly #sockets = new Set<FaultySocket>();
  /** Peers that may not come back yet. */
  readonly #cut = new Set<string>();

  /** Takes each new socket before the server binds its requests. */
  watch(socket: ParleySocket): void {
    const faulty = new FaultySocket(
      socket,
      (text) => ![...this.#cut].some((peerId) => text.includes(`"${peerId}"`)),
    );
    this.#sockets.add(faulty);
    socket.once('disconnect', () => this.#sockets.delete(faulty));
  }

  /** @returns what ends it */
  cut({ peerId, how }: Cut): () => void {
    const faulty = this.#of(peerId);
    this.#cut.add(peerId);
    if (how === 'closed') faulty.close();
    else faulty.silence();
    return () => {
      this.#cut.delete(peerId);
      if (how === 'silent') faulty.unsilence();
    };
  }

  /** @returns what ends it */
  delay({ peerId, ms }: Delay): () => void {
    const faulty = this.#of(peerId);
    faulty.delay(ms);
    return () => faulty.delay(0);
  }

  #of(peerId: string): FaultySocket {
    const found = [...this.#sockets].find((socket) => socket.isOf(peerId));
    if (!found) throw new ParleyError('not-found', 'This peer has no open socket.');
    return found;
  }
}
