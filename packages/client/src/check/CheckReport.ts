import type { CheckReason } from './reasons.ts';

/** What is looked at, in the order in which it is shown. The order is part of the code: only append. */
export const CHECK_ITEMS = [
  'page',
  'signaling',
  'udp',
  'tcp',
  'turn',
  'sound',
  'roundTrip',
  'loss',
  'upload',
  'download',
  'microphone',
  'camera',
] as const;
export type CheckItem = (typeof CHECK_ITEMS)[number];

/** Green, yellow, red; `unknown` where nothing was measured, for the reason given. */
export const VERDICTS = ['unknown', 'good', 'weak', 'bad'] as const;
export type Verdict = (typeof VERDICTS)[number];

export type CheckResult = {
  readonly verdict: Verdict;
  readonly reason?: CheckReason | undefined;
  /**
   * `signaling`, `udp`, `tcp`, `turn`: milliseconds until it was there. `roundTrip`: milliseconds.
   * `loss`: lost packets of a thousand. `upload`, `download`: kbit/s that got through.
   */
  readonly value?: number | undefined;
};

export type CheckResults = Readonly<Partial<Record<CheckItem, CheckResult>>>;

/** Where the server says that its media is (RFC 8839); the addresses of this side are nobody's business. */
export type ServerCandidate = {
  readonly protocol: string;
  readonly address: string;
  readonly port: number;
};

/** Everything that a check has found, for a bug report. */
export type CheckReport = {
  readonly version: 1;
  /** Epoch ms. */
  readonly checkedAt: number;
  /** `navigator.userAgent`. */
  readonly browser: string;
  readonly results: CheckResults;
  readonly server: {
    readonly candidates: readonly ServerCandidate[];
    readonly turnUrls: readonly string[];
  };
};

/** How the whole of it looks: the worst of what a call cannot do well without. */
export function overallVerdict(results: CheckResults): Verdict {
  const verdicts = Object.values(results).map(({ verdict }) => verdict);
  for (const verdict of ['bad', 'weak', 'good'] as const) {
    if (verdicts.includes(verdict)) return verdict;
  }
  return 'unknown';
}
