import type { MomentEvent } from '@parley/protocol/contract';
import type { HealthHeal } from '@parley/protocol/health';
import type { Source } from '@parley/protocol/media';
import type { Log } from '../../log.ts';
import type { MediaSample } from '../../media/stats/MediaSample.ts';
import type { StatsSampler } from '../../media/stats/StatsSampler.ts';
import type { SignalingClient } from '../../signaling/SignalingClient.ts';
import type { CallStore } from '../store/createCallStore.ts';
import { HealthReporter } from './HealthReporter.ts';

/** What can be done here when the server asks for it. */
export type Remedies = {
  rewatch(publicationId: string): void;
  /** Of both transports: they go through the same network. */
  restartIce(): void;
  rebuild(): void;
  recapture(source: Source): void;
};

export type CallHealthParts = {
  readonly store: CallStore;
  readonly signaling: Pick<SignalingClient, 'tell'>;
  readonly stats: Pick<StatsSampler, 'subscribe'>;
  readonly remedies: Remedies;
  /** Undefined in a program without a page. */
  readonly page: Pick<Document, 'visibilityState'> | undefined;
  readonly log: Log;
};

/** This peer's part in finding out whether everyone hears everyone: it reports, and does as it is asked. */
export class CallHealth {
  readonly #parts: CallHealthParts;
  readonly #reporter = new HealthReporter();
  readonly #stop: () => void;

  constructor(parts: CallHealthParts) {
    this.#parts = parts;
    this.#stop = parts.stats.subscribe((sample) => this.#report(sample));
  }

  take(event: MomentEvent): void {
    if (event.name === 'health:heal') this.#heal(event.data);
  }

  close(): void {
    this.#stop();
  }

  #report(sample: MediaSample): void {
    const { store, signaling, page } = this.#parts;
    const isHidden = page?.visibilityState === 'hidden';
    const report = this.#reporter.take(sample, store.getState(), isHidden);
    if (!report) return;
    // One that is lost with its connection is of no use to anybody.
    signaling.tell('health:report', report);
  }

  #heal(heal: HealthHeal): void {
    const { remedies, log } = this.#parts;
    log.debug('the server asks for a healing step', heal);
    if (heal.step === 'rewatch') remedies.rewatch(heal.publicationId);
    else if (heal.step === 'restart-ice') remedies.restartIce();
    else if (heal.step === 'rebuild') remedies.rebuild();
    else remedies.recapture(heal.source);
  }
}
