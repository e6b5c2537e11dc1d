import { ParleyError } from '@parley/protocol/errors';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';

/**
 * What became of a request to become contacts. Whoever asked sees one that was declined as still open:
 * a no is told nobody, and asking again changes nothing.
 */
export type RequestState = 'open' | 'declined' | 'withdrawn';

export type KeptRequest = { askedAt: number; state: RequestState };

/** What has to be known to judge it. */
export type AskFacts = {
  /** From the one who asks. */
  own: KeptRequest | undefined;
  /** From the one who is asked. */
  theirs: KeptRequest | undefined;
  /** Requests of the one who asks that were neither accepted nor withdrawn. */
  openCount: number;
  /** All that the one who asks has sent within `ASKS_PER.ms`. */
  recentCount: number;
};

/** Somebody is asked by the same person at most so often, whatever they answered. */
export const ASK_AGAIN_AFTER_MS = 7 * 24 * 3_600_000;
/** How many people one may ask. */
export const ASKS_PER = { ms: 24 * 3_600_000, count: 30 } as const;

/**
 * What asking comes to: nothing new, both want it, or a request. Never says how the other one answered.
 *
 * @throws {ParleyError} `full` with too many open requests, `rate-limited` with `details.retryInMs`
 */
export function judgeAsk(facts: AskFacts, now: number): 'asked-already' | 'both-want' | 'ask' {
  const { own, theirs, openCount, recentCount } = facts;
  if (theirs !== undefined && theirs.state !== 'withdrawn') return 'both-want';
  if (own !== undefined && own.state !== 'withdrawn') return 'asked-already';
  const retryInMs = own === undefined ? 0 : own.askedAt + ASK_AGAIN_AFTER_MS - now;
  if (retryInMs > 0) {
    throw new ParleyError('rate-limited', 'You have asked this person not long ago.', { retryInMs });
  }
  if (openCount >= PEOPLE_LIMITS.openContactRequests) {
    throw new ParleyError('full', 'Too many of your requests wait for an answer.', {
      maxRequests: PEOPLE_LIMITS.openContactRequests,
    });
  }
  if (recentCount >= ASKS_PER.count) {
    throw new ParleyError('rate-limited', 'You have asked many people today.', {
      retryInMs: ASKS_PER.ms,
    });
  }
  return 'ask';
}
