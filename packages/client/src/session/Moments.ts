import type { MomentEvent } from '@parley/protocol/contract';
import type { Reaction } from '@parley/protocol/reaction';
import type { Connection } from '../signaling/Connection.ts';
import { type CallStore, OPEN_DOORS } from './store/createCallStore.ts';

const REACTION_MS = 4_000;

/** What is true for a moment only: who speaks, what flies by, that the server is about to stop. */
export class Moments {
  readonly #store: CallStore;
  readonly #connection: Connection;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();
  #nextKey = 1;

  constructor(store: CallStore, connection: Connection) {
    this.#store = store;
    this.#connection = connection;
    // The server of the next connection is another one, or says it again.
    const forget = () => this.#store.setState({ serverClosesAt: null, troubles: [] });
    const opened = () => {
      forget();
      if (this.#store.getState().phase !== 'joined') return;
      // Closed doors are told anew, and so is who speaks and who arrives badly; that nobody does is not. Before
      // joining the next preview says how the doors are, and nothing flickers meanwhile.
      this.#store.setState({ doors: OPEN_DOORS, speakers: [], uplinks: {} });
    };
    connection.listen({ opened, lost: forget, refused: forget });
  }

  take(event: MomentEvent): void {
    switch (event.name) {
      case 'media:speakers':
        this.#store.setState({ speakers: event.data.peerIds });
        return;
      case 'reaction:shown':
        this.#show(event.data.peerId, event.data.reaction);
        return;
      case 'health:troubles':
        this.#store.setState({ troubles: event.data.troubles });
        return;
      case 'health:quality':
        this.#store.setState(({ uplinks }) => ({
          uplinks: {
            ...uplinks,
            ...Object.fromEntries(event.data.levels.map(({ peerId, uplink }) => [peerId, uplink])),
          },
        }));
        return;
      case 'server:draining':
        this.#store.setState({ serverClosesAt: Date.now() + event.data.closesInMs });
        return;
      case 'doors:changed': {
        const { isOpen, meetingsEndInMs } = event.data;
        const callsEndAt = meetingsEndInMs === null ? null : Date.now() + meetingsEndInMs;
        this.#store.setState({ doors: { isOpen, callsEndAt } });
        return;
      }
      case 'server:closing':
        this.#connection.waitBeforeRetry(event.data.retryInMs);
        return;
    }
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#store.setState({ reactions: [], speakers: [] });
  }

  #show(peerId: string, reaction: Reaction): void {
    const shown = { key: String(this.#nextKey++), peerId, reaction };
    this.#store.setState(({ reactions }) => ({ reactions: [...reactions, shown] }));
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#store.setState(({ reactions }) => ({
        reactions: reactions.filter((one) => one !== shown),
      }));
    }, REACTION_MS);
    this.#timers.add(timer);
  }
}
