import type { PersonRecord } from '../people/rules/PersonRecord.ts';
import { mayMessage, mayRing, type Standing } from '../people/rules/relations.ts';

/** What has to be known of the one who is called; undefined when there is no such person. */
export type RingFacts =
  | { standing: Standing; chosenStatus: PersonRecord['chosenStatus']; isBusy: boolean }
  | undefined;

/**
 * What calling somebody comes to. `unheard` looks to the caller like ringing and ends without an answer:
 * so it is with somebody who is not there, and whoever hides, blocks, wants no calls from strangers or
 * does not want to be disturbed must not be told apart from them.
 */
export function judgeRing(facts: RingFacts): 'ring' | 'busy' | 'unheard' {
  if (facts === undefined || !mayBeHeard(facts)) return 'unheard';
  return facts.isBusy ? 'busy' : 'ring';
}

/** Whether a ring may make a sound, now or still. */
export function mayBeHeard({
  standing,
  chosenStatus,
}: Pick<NonNullable<RingFacts>, 'standing' | 'chosenStatus'>): boolean {
  return mayRing(standing) && chosenStatus !== 'do-not-disturb';
}

/** A call in vain is kept for the one who was called: heard or not, but not from everybody. */
export function isKeptAsMissed(standing: Standing): boolean {
  return mayMessage(standing);
}
