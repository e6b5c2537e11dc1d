import type { BaseLogger } from 'pino';
import type { People } from './People.ts';

type PeerInCall = {
  readonly room: string;
  /** Undefined for a guest, and until it is known. */
  accountId: string | undefined;
  /** What to call when it is gone. */
  entered: Promise<(() => void) | undefined>;
};

/** Shows people with an account as in a call for as long as a peer of theirs has its place in one. */
export class InCall {
  readonly #people: Pick<People, 'enterCall'>;
  readonly #log: BaseLogger;
  readonly #peers = new Map<string, PeerInCall>();

  constructor(people: Pick<People, 'enterCall'>, log: BaseLogger) {
    this.#people = people;
    this.#log = log;
  }

  /** @param accountId undefined for a guest */
  joined(peerId: string, room: string, accountId: Promise<string | undefined>): void {
    const peer: PeerInCall = { room, accountId: undefined, entered: Promise.resolve(undefined) };
    this.#peers.set(peerId, peer);
    peer.entered = accountId
      .then((id) => {
        peer.accountId = id;
        return id === undefined ? undefined : this.#people.enterCall(id);
      })
      .catch((error) => {
        // The call goes on, whatever the phone book says.
        this.#log.warn({ err: error, peerId }, 'that somebody is in a call is not shown');
        return undefined;
      });
  }

  /** Whether a peer of theirs has its place in this room. */
  isIn(accountId: string, room: string): boolean {
    for (const peer of this.#peers.values()) {
      if (peer.accountId === accountId && peer.room === room) return true;
    }
    return false;
  }

  left(peerId: string): void {
    const peer = this.#peers.get(peerId);
    this.#peers.delete(peerId);
    void peer?.entered.then((leave) => leave?.());
  }
}
