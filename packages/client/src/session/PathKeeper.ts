import type { ReplyOf } from '@parley/protocol/contract';
import type { Direction } from '@parley/protocol/media';
import type { Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import type { MediaPath } from '../media/stats/mediaPath.ts';
import type { StatsSampler } from '../media/stats/StatsSampler.ts';
import type { NetworkEvents } from '../signaling/Connection.ts';
import { type IceKeeper, keepIceAlive } from './keepIceAlive.ts';
import { PathWatch } from './PathWatch.ts';

export type PathKeeperParts = {
  readonly transports: Readonly<Record<Direction, Transport>>;
  readonly restart: (direction: Direction) => Promise<ReplyOf<'media:restartIce'>>;
  readonly stats: Pick<StatsSampler, 'subscribe'>;
  readonly pathChanged: (path: MediaPath) => void;
  /** Where the browser says that it is online again; nothing in a program without one. */
  readonly network: NetworkEvents | undefined;
  readonly log: Log;
};

/**
 * Keeps the way on which media travels. Both transports go through the same network, so whatever shows
 * that one of them has lost its path (no answers, another network, a browser that says so) moves both.
 */
export class PathKeeper {
  readonly #keepers: readonly IceKeeper[];
  readonly #watch: PathWatch;
  readonly #unsubscribe: () => void;
  readonly #network: NetworkEvents | undefined;

  constructor({ transports, restart, stats, pathChanged, network, log }: PathKeeperParts) {
    this.#keepers = [
      keepIceAlive(transports.send, 'send', restart, log),
      keepIceAlive(transports.receive, 'receive', restart, log),
    ];
    this.#watch = new PathWatch({
      silenceChanged: (isSilent) => {
        log.debug(isSilent ? 'what is sent is not answered' : 'what is sent is answered again');
        for (const keeper of this.#keepers) keeper.setSilent(isSilent);
      },
      pathChanged: (path) => {
        log.debug(`media travels over ${path}`);
        pathChanged(path);
      },
    });
    this.#unsubscribe = stats.subscribe((sample) => this.#watch.take(sample));
    this.#network = network;
    network?.addEventListener('online', this.#doubt);
  }

  /** The server says that nothing comes through, whatever it looks like here. */
  doubt(): void {
    this.#doubt();
  }

  /** The signalling was away and is back: what cut it may have moved this browser to another network. */
  signalingIsBack(): void {
    if (!this.#watch.isAnswered) this.#doubt();
    for (const keeper of this.#keepers) keeper.signalingIsBack();
  }

  stop(): void {
    this.#network?.removeEventListener('online', this.#doubt);
    this.#unsubscribe();
    for (const keeper of this.#keepers) keeper.stop();
  }

  readonly #doubt = (): void => {
    for (const keeper of this.#keepers) keeper.doubt();
  };
}
