import type { MomentEvent } from '@parley/protocol/contract';
import type { Connection } from '../signaling/Connection.ts';
import { type CallStore, OPEN_DOORS } from './store/createCallStore.ts';

/** What is true for a moment only: who speaks, how people arrive, that the server is about to stop. */
export class Moments {
  readonly #store: CallStore;
  readonly #connection: Connection;

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
    this.#store.setState({ speakers: [] });
  }
}
