import type { PathOffer } from '@parley/protocol/media';
import type { PeerMedia } from '../media/MediaServer.ts';

/** Both transports of somebody who has not joined yet, and the id that they will join under. */
export type PreparedPath = { readonly peerId: string; readonly media: PeerMedia };

type Setup = {
  newId: () => string;
  open: (peerId: string, offered: PathOffer) => Promise<PeerMedia>;
};

/** Whoever looks on without joining shall not cost a room more than the people who are in it do. */
const MOST = 50;

/**
 * The paths of those who are about to join a call. Nothing is sent over one and nobody sees it: it is only
 * connected, which is what takes longest between the click and the first picture.
 */
export class PreparedPaths {
  readonly #setup: Setup;
  readonly #paths = new Map<string, PeerMedia>();
  /** Being opened at the moment. */
  #opening = 0;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** @returns undefined when as many are prepared as may be; joining goes without as well */
  async prepare(offered: PathOffer): Promise<PreparedPath | undefined> {
    if (this.#paths.size + this.#opening >= MOST) return undefined;
    const peerId = this.#setup.newId();
    this.#opening += 1;
    try {
      const media = await this.#setup.open(peerId, offered);
      this.#paths.set(peerId, media);
      return { peerId, media };
    } finally {
      this.#opening -= 1;
    }
  }

  /** Hands it over to whoever joins now. @returns undefined when it was lost meanwhile */
  take(peerId: string): PreparedPath | undefined {
    const media = this.#paths.get(peerId);
    this.#paths.delete(peerId);
    return media && { peerId, media };
  }

  /** It will not be used. Closing one that is gone does nothing. */
  close(peerId: string): void {
    this.take(peerId)?.media.close();
  }

  /** The SFU has lost it, or all of them. */
  forget(peerId?: string): void {
    if (peerId === undefined) this.#paths.clear();
    else this.#paths.delete(peerId);
  }
}
