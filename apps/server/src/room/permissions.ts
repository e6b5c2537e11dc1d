import { ParleyError } from '@parley/protocol/errors';
import type { Publication } from '@parley/protocol/media';
import type { Peer } from '@parley/protocol/peer';

/** What needs a permission, and what it is done to. Everything else a peer does to itself alone. */
type Targets = {
  'media:setPaused': Publication;
  'media:setResting': Publication;
  'media:unpublish': Publication;
};
export type Action = keyof Targets;

const rules: { [Name in Action]: (actor: Peer, target: Targets[Name]) => boolean } = {
  'media:setPaused': (actor, publication) => publication.peerId === actor.peerId,
  'media:setResting': (actor, publication) => publication.peerId === actor.peerId,
  'media:unpublish': (actor, publication) => publication.peerId === actor.peerId,
};

/** The one place that decides. Clients may guess the answer to hide a button; this is the answer. */
export function may<Name extends Action>(actor: Peer, action: Name, target: Targets[Name]): boolean {
  return rules[action](actor, target);
}

/** @throws {ParleyError} `forbidden` */
export function assertMay<Name extends Action>(actor: Peer, action: Name, target: Targets[Name]): void {
  if (!may(actor, action, target)) throw new ParleyError('forbidden', 'You may not do this.');
}
