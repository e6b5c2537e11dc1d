import { createHmac } from 'node:crypto';
import type { IceServer } from '@parley/protocol/media';

export type TurnSettings = {
  /** `turn:`, `turns:` or `stun:` (RFC 7064, RFC 7065). */
  urls: readonly string[];
  /** Shared with the TURN server. */
  secret: string;
  ttlS: number;
};

/**
 * What a browser needs to reach the relay. The credentials are those of coturn's `use-auth-secret`
 * (draft-uberti-behave-turn-rest-00): they name when they run out and are proven by a hash.
 *
 * @param peerId tells the relay's log who it was, and no more
 * @param now epoch ms
 */
export function iceServers(turn: TurnSettings | undefined, peerId: string, now: number): IceServer[] {
  if (turn === undefined) return [];
  const username = `${Math.floor(now / 1000) + turn.ttlS}:${peerId}`;
  const credential = createHmac('sha1', turn.secret).update(username).digest('base64');
  return [{ urls: [...turn.urls], username, credential }];
}
