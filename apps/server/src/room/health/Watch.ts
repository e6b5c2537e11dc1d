import type { ReceivedReport } from '@parley/protocol/health';
import type { Forwarding } from './Forwarding.ts';

/** What is known of one peer's receiving of one publication. Times are epoch ms. */
export class Watch {
  report: ReceivedReport;
  reportedAt: number;
  spanMs: number;
  forwarding: Forwarding | undefined;
  /** When the SFU was last asked. */
  inspectedAt = Number.NEGATIVE_INFINITY;
  /** When packets were last seen to come in, or go out, between two inspections. */
  #cameInAt: number | undefined;
  #wentOutAt: number | undefined;
  /** Since when packets go out without a gap. */
  #goesOutSince: number | undefined;
  #inspectedSince: number | undefined;

  constructor(report: ReceivedReport, spanMs: number, now: number) {
    this.report = report;
    this.spanMs = spanMs;
    this.reportedAt = now;
  }

  take(report: ReceivedReport, spanMs: number, now: number): void {
    this.report = report;
    this.spanMs = spanMs;
    this.reportedAt = now;
  }

  /** What the SFU answered; undefined when it has no transport for this peer. */
  inspected(forwarding: Forwarding | undefined, now: number): void {
    const before = this.forwarding;
    if ((forwarding?.producer?.packets ?? 0) > (before?.producer?.packets ?? Infinity)) {
      this.#cameInAt = now;
    }
    if ((forwarding?.consumer?.packets ?? 0) > (before?.consumer?.packets ?? Infinity)) {
      // They went out all the time, unless the look before saw that they could not.
      const wasPaused = before?.producer?.isPaused || before?.consumer?.isPaused;
      if (!this.goesOut(now)) this.#goesOutSince = wasPaused ? now : this.inspectedAt;
      this.#wentOutAt = now;
    }
    // A transport that has just come has had no time to show what comes in.
    if (forwarding && !before) this.#inspectedSince = now;
    this.forwarding = forwarding;
    this.inspectedAt = now;
    this.#inspectedSince ??= now;
  }

  /** Whether the SFU was watched for long enough to say that something does not move in it. */
  isInspected(now: number): boolean {
    return this.#inspectedSince !== undefined && now - this.#inspectedSince >= INSPECTED_MS;
  }

  comesIn(now: number): boolean {
    return this.#cameInAt !== undefined && now - this.#cameInAt <= MOVING_MS;
  }

  goesOut(now: number): boolean {
    return this.#wentOutAt !== undefined && now - this.#wentOutAt <= MOVING_MS;
  }

  /** The report was made when the SFU had been sending for a while: it tells of the way after it. */
  get isOfSending(): boolean {
    return this.#goesOutSince !== undefined && this.reportedAt - this.#goesOutSince >= SENDING_MS;
  }

  /** It flows again: what was seen in the SFU is out of date. */
  calm(): void {
    this.forwarding = undefined;
    this.#cameInAt = undefined;
    this.#wentOutAt = undefined;
    this.#goesOutSince = undefined;
    this.#inspectedSince = undefined;
  }
}

/** In silence Opus sends a packet every 400 ms (RFC 6716, DTX); two of them may be lost. */
const MOVING_MS = 1_250;
const INSPECTED_MS = 900;
const SENDING_MS = 700;
