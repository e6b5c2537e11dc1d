import type { CheckResult } from './CheckReport.ts';
import type { CalmFigures, ThroughputFigures } from './measureLine.ts';
import type { PathFailure } from './ProbePair.ts';
import type { CheckReason } from './reasons.ts';

/** ITU-T G.114: up to 150 ms one way nobody minds, from 400 ms on people talk into each other. */
const ROUND_TRIP_MS = { good: 250, weak: 600 };
/** Of a thousand packets. Opus hides what is below, and speech breaks up above. */
const LOST_PER_MILLE = { good: 20, weak: 80 };
/** kbit/s: a picture of 720p needs about 1000, sound with a small picture 200. */
const KBPS = { good: 900, weak: 200 };

export type PathOutcome = { readonly connectMs: number } | PathFailure;

/** The three ways of the media, each seen with the others: one that is closed matters when it is the last. */
export function judgePaths(outcomes: {
  udp: PathOutcome;
  tcp: PathOutcome;
  turn: PathOutcome | undefined;
}): Record<'udp' | 'tcp' | 'turn', CheckResult> {
  const { udp, tcp, turn } = outcomes;
  const hasAny = [udp, tcp, turn].some((outcome) => outcome && 'connectMs' in outcome);
  const direct = (outcome: PathOutcome): CheckResult => {
    if ('connectMs' in outcome) return { verdict: 'good', value: outcome.connectMs };
    return hasAny
      ? { verdict: 'weak', reason: outcome.reason }
      : { verdict: 'bad', reason: 'no-answer-at-all' };
  };
  return { udp: direct(udp), tcp: direct(tcp), turn: judgeTurn(turn) };
}

/** A TURN server that is offered and does not work is a fault, whether it was needed here or not. */
function judgeTurn(outcome: PathOutcome | undefined): CheckResult {
  if (!outcome) return { verdict: 'unknown', reason: 'not-offered' };
  if ('connectMs' in outcome) return { verdict: 'good', value: outcome.connectMs };
  return { verdict: 'bad', reason: outcome.reason };
}

export function judgeCalm({
  roundTripMs,
  lostPerMille,
}: CalmFigures): Record<'roundTrip' | 'loss', CheckResult> {
  return {
    roundTrip: atMost(roundTripMs, ROUND_TRIP_MS, 'slow'),
    loss: atMost(lostPerMille, LOST_PER_MILLE, 'lossy'),
  };
}

export function judgeThroughput({
  uploadKbps,
  downloadKbps,
  isProcessorBusy,
}: ThroughputFigures): Record<'upload' | 'download', CheckResult> {
  const judged = (kbps: number): CheckResult => {
    const reason = isProcessorBusy ? 'busy-processor' : 'narrow';
    if (kbps >= KBPS.good) return { verdict: 'good', value: kbps };
    return { verdict: kbps >= KBPS.weak ? 'weak' : 'bad', reason, value: kbps };
  };
  return { upload: judged(uploadKbps), download: judged(downloadKbps) };
}

export function judgeSound(isHeard: boolean | undefined): CheckResult {
  if (isHeard === undefined) return { verdict: 'unknown', reason: 'not-measured' };
  return isHeard ? { verdict: 'good' } : { verdict: 'bad', reason: 'not-heard' };
}

function atMost(
  value: number | undefined,
  limits: { good: number; weak: number },
  reason: CheckReason,
): CheckResult {
  if (value === undefined) return { verdict: 'unknown', reason: 'not-measured' };
  const rounded = Math.round(value);
  if (value < limits.good) return { verdict: 'good', value: rounded };
  return { verdict: value < limits.weak ? 'weak' : 'bad', reason, value: rounded };
}
