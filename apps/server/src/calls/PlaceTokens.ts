import { createHmac, timingSafeEqual } from 'node:crypto';

type Place = { room: string; peerId: string; joinedAt: number };

/** A place that nobody came back to for this long is given up, in milliseconds. */
const VALID_FOR_MS = 24 * 60 * 60 * 1000;
const TIME_BYTES = 6;
const HASH_BYTES = 24;

/**
 * Proofs that a returning client is the peer it says it is. They are signed rather than remembered, so
 * that they outlive the server's process: after a restart everybody is the peer that they were.
 *
 * A token is the time of joining and a keyed hash (HMAC-SHA-256, RFC 2104, cut to 24 bytes) over the
 * room, the peer and that time, in base64url.
 */
export class PlaceTokens {
  readonly #secret: Buffer;
  readonly #now: () => number;

  /** @param secret the same for every server process of this deployment, over restarts */
  constructor(secret: Buffer, now: () => number) {
    this.#secret = secret;
    this.#now = now;
  }

  issue(place: Place): string {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUIntBE(place.joinedAt, 0, TIME_BYTES);
    return Buffer.concat([time, this.#hash(place)]).toString('base64url');
  }

  /**
   * When the peer that this token was issued to joined, epoch ms.
   *
   * @returns undefined for a token that is not this peer's, or is too old
   */
  joinedAt(token: string, { room, peerId }: Omit<Place, 'joinedAt'>): number | undefined {
    const bytes = Buffer.from(token, 'base64url');
    if (bytes.length !== TIME_BYTES + HASH_BYTES) return undefined;
    const joinedAt = bytes.readUIntBE(0, TIME_BYTES);
    const isOurs = timingSafeEqual(bytes.subarray(TIME_BYTES), this.#hash({ room, peerId, joinedAt }));
    return isOurs && this.#now() - joinedAt < VALID_FOR_MS ? joinedAt : undefined;
  }

  #hash({ room, peerId, joinedAt }: Place): Buffer {
    return createHmac('sha256', this.#secret)
      .update(`${room}/${peerId}/${joinedAt}`)
      .digest()
      .subarray(0, HASH_BYTES);
  }
}
