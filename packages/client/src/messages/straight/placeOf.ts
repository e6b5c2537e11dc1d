import type { StraightMessage } from '@parley/protocol/people/channels';
import type { StoredMessage } from '../StoredMessage.ts';

/**
 * Where a message that goes straight has its place: between two places of the server, behind all that its
 * sender knows of there. Clocks differ; so it is later than those at least.
 *
 * @param now epoch ms
 */
export function placeBehind(
  conversation: readonly StoredMessage[],
  now: number,
): Pick<StraightMessage, 'after' | 'sentAt'> {
  const after = Math.max(0, ...conversation.map(({ position }) => Math.floor(position ?? 0)));
  const beside = conversation.filter(({ position }) => position === positionAfter(after));
  return { after, sentAt: Math.max(now, ...beside.map(({ sentAt }) => sentAt + 1)) };
}

/** All that share it are in the order in which they were sent. */
export function positionAfter(after: number): number {
  return after + 0.5;
}

/** The server gives whole numbers. */
export function isFromServer(position: number): boolean {
  return Number.isInteger(position);
}
