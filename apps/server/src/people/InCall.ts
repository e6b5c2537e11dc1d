import type { BaseLogger } from 'pino';
import type { People } from './People.ts';

/** Shows people with an account as in a call for as long as a peer of theirs has its place in one. */
export class InCall {
  readonly #people: Pick<People, 'enterCall'>;
  readonly #log: BaseLogger;
  /** By peer: what to call when it is gone. */
  readonly #peers = new Map<string, Promise<(() => void) | undefined>>();

  constructor(people: Pick<People, 'enterCall'>, log: BaseLogger) {
    this.#people = people;
    this.#log = log;
  }

  /** @param accountId undefined for a guest */
  joined(peerId: string, accountId: Promise<string | undefined>): void {
    const entered = accountId
      .then((id) => (id === undefined ? undefined : this.#people.enterCall(id)))
      .catch((error) => {
        // The call goes on, whatever the phone book says.
        this.#log.warn({ err: error, peerId }, 'that somebody is in a call is not shown');
        return undefined;
      });
    this.#peers.set(peerId, entered);
  }

  left(peerId: string): void {
    const entered = this.#peers.get(peerId);
    this.#peers.delete(peerId);
    void entered?.then((leave) => leave?.());
  }
}
