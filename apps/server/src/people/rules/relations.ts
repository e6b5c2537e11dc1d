import type { Visibility } from '@parley/protocol/people/person';

/** How somebody (the viewer) stands to somebody else, as far as the rules ask. */
export type Standing = {
  isSelf: boolean;
  isContact: boolean;
  /** One of the two has blocked the other, or the other one is suspended; it makes no difference which. */
  isBlocked: boolean;
  /** The other one has asked the viewer to become contacts, and waits. */
  isAskedByThem: boolean;
  /** What the other one has chosen. */
  visibility: Visibility;
};

/*
 * The one place that decides what people may know of each other and do to each other. Whoever may not
 * find somebody gets the answer that they would get if there were no such person: being hidden, being
 * blocked and not being there must not be told apart.
 */

/** In search, and by id. Contacts know each other already: they find each other whatever is chosen. */
export function mayFind({ isSelf, isContact, isBlocked, visibility }: Standing): boolean {
  return !isSelf && !isBlocked && (isContact || visibility === 'everyone');
}

/** Who asks shows their name by it, hidden or not. */
export function mayKnow(standing: Standing): boolean {
  return mayFind(standing) || mayAnswer(standing);
}

/** Who may not see it sees `offline`. */
export function maySeeStatus(standing: Standing): boolean {
  return standing.visibility !== 'nobody' && mayFind(standing);
}

/** To become contacts. */
export function mayAsk(standing: Standing): boolean {
  return mayKnow(standing) && !standing.isContact;
}

/** Accept or decline. */
export function mayAnswer({ isSelf, isContact, isBlocked, isAskedByThem }: Standing): boolean {
  return isAskedByThem && !isSelf && !isContact && !isBlocked;
}

export function mayBlock(standing: Standing): boolean {
  return mayKnow(standing);
}

export function mayMessage({ isSelf, isContact, isBlocked }: Standing): boolean {
  return isContact && !isSelf && !isBlocked;
}

/** Somebody who looks offline cannot be rung: it would tell that they are not. */
export function mayRing(standing: Standing): boolean {
  return mayMessage(standing) && maySeeStatus(standing);
}
