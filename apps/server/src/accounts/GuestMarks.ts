import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Guest } from '@parley/protocol/api/guest';

/** Somebody without an account who comes back in the same browser. */
export type KnownGuest = Guest & {
  /** Made here and shown to nobody. */
  readonly guestId: string;
};

/**
 * What a guest's browser keeps: who it is and under which name, with a keyed hash (HMAC-SHA-256, RFC 2104)
 * over both. Nothing of it is kept here. It opens no door: an account is known by its session alone.
 */
export class GuestMarks {
  readonly #key: Buffer;

  /** @param key known to this deployment alone */
  constructor(key: Buffer) {
    this.#key = key;
  }

  /** @param known the one who takes another name; somebody new without it */
  make(name: string, known: KnownGuest | undefined): string {
    const guestId = known?.guestId ?? randomBytes(16).toString('base64url');
    const kept = Buffer.from(JSON.stringify([guestId, name])).toString('base64url');
    return `${kept}.${this.#sign(kept).toString('base64url')}`;
  }

  /** @returns undefined for a mark that was not made here */
  read(mark: string | undefined): KnownGuest | undefined {
    const [kept = '', signature = ''] = (mark ?? '').split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.#sign(kept);
    if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
    const [guestId, name]: unknown[] = JSON.parse(Buffer.from(kept, 'base64url').toString());
    // Names that were good once may not be any more.
    const guest = Guest.safeParse({ name });
    return guest.success && typeof guestId === 'string' ? { guestId, ...guest.data } : undefined;
  }

  #sign(kept: string): Buffer {
    return createHmac('sha256', this.#key).update(kept).digest();
  }
}
