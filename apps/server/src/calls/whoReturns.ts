import type { FormerPlace } from '@parley/protocol/room';
import type { PlaceTokens } from './PlaceTokens.ts';

type WhoReturns = Pick<FormerPlace, 'peerId' | 'handRaisedAt'> & { joinedAt: number };

type Setup = {
  room: string;
  tokens: PlaceTokens;
  now: () => number;
  isHere: (peerId: string) => boolean;
};

/** @returns undefined for one who is new here, or whose proof is not good */
export function whoReturns(
  former: FormerPlace | undefined,
  { room, tokens, now, isHere }: Setup,
): WhoReturns | undefined {
  if (former === undefined) return undefined;
  const { peerId, resumeToken, handRaisedAt } = former;
  const joinedAt = tokens.joinedAt(resumeToken, { room, peerId });
  if (joinedAt === undefined) return undefined;
  // It asks for a new place although it has one: an answer was lost, or another tab has the token.
  if (isHere(peerId)) return undefined;
  const couldBeTrue = handRaisedAt !== null && handRaisedAt >= joinedAt && handRaisedAt <= now();
  return { peerId, joinedAt, handRaisedAt: couldBeTrue ? handRaisedAt : null };
}
