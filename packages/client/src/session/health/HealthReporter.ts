import type { HealthReport } from '@parley/protocol/health';
import type { MediaSample, ReceivedSample } from '../../media/stats/MediaSample.ts';
import type { CallState } from '../store/CallState.ts';
import { DIGITAL_SILENCE } from './levelOf.ts';
import { ReceivedWatch, SLEPT_MS } from './ReceivedWatch.ts';
import { SentWatch, uplinkOf } from './SentWatch.ts';

/** Two looks; timers may be a little early. */
const REPORT_MS = 1_900;
/** What stands still for longer than this is no news any more. */
const STALLED_MS = 900;
const OLD_STALL_MS = 10_000;
const LONGEST_SPAN_MS = 60_000;
/** After this long in sight, pictures are decoded as they come. */
const IN_SIGHT_MS = 2_500;

/** The parts of the call that say what shall flow. */
type Expected = Pick<
  CallState,
  'selfId' | 'publications' | 'received' | 'local' | 'audio' | 'phase' | 'connection'
>;

/**
 * Makes the reports of this peer: every two seconds what it sends and gets, and at once when something
 * stopped or flows again. Says nothing of what its page cannot know.
 */
export class HealthReporter {
  readonly #received = new ReceivedWatch();
  readonly #sent: SentWatch;
  #spanMs = 0;
  #hiddenAt = Number.NEGATIVE_INFINITY;
  #last: HealthReport | undefined;

  constructor(sent = new SentWatch()) {
    this.#sent = sent;
  }

  /**
   * @param isHidden whether the page is out of sight: then browsers may stop decoding pictures
   * @returns a report when one is due
   */
  take(sample: MediaSample, state: Expected, isHidden: boolean): HealthReport | undefined {
    if (state.phase !== 'joined' || state.connection.status !== 'online') {
      this.reset();
      return undefined;
    }
    if (isHidden) this.#hiddenAt = sample.takenAt;
    const isInSight = sample.takenAt - this.#hiddenAt >= IN_SIGHT_MS;
    this.#received.take(sample, (one) => isExpected(one, state, isInSight));
    this.#sent.take(
      sample,
      (source) => state.local[source].track,
      (publicationId) => state.publications[publicationId]?.isPaused ?? true,
    );
    this.#spanMs += sample.spanMs;
    const uplink = uplinkOf(sample);
    const report: HealthReport = {
      spanMs: Math.round(Math.min(this.#spanMs, LONGEST_SPAN_MS)),
      sent: this.#sent.reports(sample).slice(0, 4),
      received: this.#received.reports(sample).map((one) => unheard(one, state)),
      ...(uplink && { uplink }),
    };
    if (this.#spanMs < REPORT_MS && !isUrgent(report, this.#last)) return undefined;
    this.#last = report;
    this.#spanMs = 0;
    this.#received.restart();
    this.#sent.restart();
    // Counts over a sleep are no measure of anything.
    return report.spanMs > SLEPT_MS ? undefined : report;
  }

  /** The signalling, or the transports, are new. */
  reset(): void {
    this.#received.reset();
    this.#sent.restart();
    this.#spanMs = 0;
    this.#last = undefined;
  }
}

/** Wished for, built, and not paused. */
function isExpected(one: ReceivedSample, state: Expected, isInSight: boolean): boolean {
  const publication = state.publications[one.publicationId];
  if (!publication || publication.isPaused || !state.received[one.publicationId]) return false;
  return one.kind === 'audio' || isInSight;
}

/** Sound that the browser holds back is not silent, and there is a notice for it. */
function unheard(one: HealthReport['received'][number], { audio }: Expected) {
  if (!audio.isBlocked) return one;
  const { level: _unknown, ...rest } = one;
  return rest;
}

/** Something has stopped, or flows again. */
function isUrgent(report: HealthReport, last: HealthReport | undefined): boolean {
  const lastSent = new Map(last?.sent.map((one) => [one.publicationId, one]));
  const lastReceived = new Map(last?.received.map((one) => [one.publicationId, one]));
  return (
    report.sent.some((one) => {
      const before = lastSent.get(one.publicationId);
      return one.fault !== before?.fault || (one.packets === 0 && (before?.packets ?? 0) > 0);
    }) ||
    report.received.some(({ publicationId, stalledMs, packets, level }) => {
      const before = lastReceived.get(publicationId);
      if (stalledMs >= STALLED_MS) return stalledMs <= OLD_STALL_MS;
      if ((before?.stalledMs ?? 0) >= STALLED_MS) return true;
      return packets > 0 && level === DIGITAL_SILENCE && before?.level !== DIGITAL_SILENCE;
    })
  );
}
