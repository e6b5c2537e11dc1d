import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const TIME_BYTES = 6;
const CHALLENGE_BYTES = 32;
const HASH_BYTES = 32;

/**
 * Random numbers that an answer has to be made for, each good once and for a while. Nothing is kept of those that are
 * given out: the browser brings them back in a signed cookie, so that nobody can fill a table of them. What
 * was used is remembered for as long as it would be good. Both end with the process, whose key is its own.
 */
export class Challenges {
  readonly #key = randomBytes(HASH_BYTES);
  readonly #forMs: number;
  readonly #now: () => number;
  /** By the challenge: when it would have expired, epoch ms. In the order in which they were used. */
  readonly #used = new Map<string, number>();

  /** @param forMs how long each is good */
  constructor(forMs: number, now: () => number) {
    this.#forMs = forMs;
    this.#now = now;
  }

  /**
   * @param purpose what it is for; it is good for nothing else
   * @returns the challenge, base64url, and the mark for the cookie
   */
  issue(purpose: string): { challenge: string; mark: string } {
    const time = Buffer.alloc(TIME_BYTES);
    time.writeUIntBE(this.#now() + this.#forMs, 0, TIME_BYTES);
    const challenge = randomBytes(CHALLENGE_BYTES);
    const kept = Buffer.concat([time, challenge]);
    const mark = Buffer.concat([kept, this.#sign(purpose, kept)]).toString('base64url');
    return { challenge: challenge.toString('base64url'), mark };
  }

  /** @returns the challenge; undefined for one that is not good for this purpose, or not any more */
  use(purpose: string, mark: string | undefined): string | undefined {
    const bytes = Buffer.from(mark ?? '', 'base64url');
    if (bytes.length !== TIME_BYTES + CHALLENGE_BYTES + HASH_BYTES) return undefined;
    const kept = bytes.subarray(0, -HASH_BYTES);
    if (!timingSafeEqual(bytes.subarray(-HASH_BYTES), this.#sign(purpose, kept))) return undefined;
    const expiresAt = kept.readUIntBE(0, TIME_BYTES);
    const challenge = kept.subarray(TIME_BYTES).toString('base64url');
    const now = this.#now();
    this.#forgetExpired(now);
    if (expiresAt <= now || this.#used.has(challenge)) return undefined;
    this.#used.set(challenge, expiresAt);
    return challenge;
  }

  #forgetExpired(now: number): void {
    for (const [challenge, expiresAt] of this.#used) {
      if (expiresAt <= now) this.#used.delete(challenge);
    }
  }

  #sign(purpose: string, kept: Buffer): Buffer {
    return createHmac('sha256', this.#key).update(kept).update(purpose).digest();
  }
}
