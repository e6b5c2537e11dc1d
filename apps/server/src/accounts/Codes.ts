import { ParleyError } from '@parley/protocol/errors';
import type { CodeRepository, KeptInvitation } from '../storage/CodeRepository.ts';
import { hashCode, newCode } from './secretCodes.ts';

const DAY_MS = 24 * 3_600_000;
/** How long a reset code is good, in milliseconds: as long as it takes to reach the person. */
const RESET_MS = DAY_MS;
/** Of invitations; more are no list for people. */
const LISTED = 500;

type Setup = { codes: CodeRepository; now: () => number; newId: () => string };

/** What operators give out. Each code is shown once, when it is made. */
export class Codes {
  readonly #codes: CodeRepository;
  readonly #now: () => number;
  readonly #newId: () => string;

  constructor({ codes, now, newId }: Setup) {
    this.#codes = codes;
    this.#now = now;
    this.#newId = newId;
  }

  /** @param note for whom, in the operator's words */
  async invite(note: string, forDays: number): Promise<{ invitation: KeptInvitation; code: string }> {
    const code = newCode();
    const createdAt = this.#now();
    const invitation: KeptInvitation = {
      invitationId: this.#newId(),
      note,
      createdAt,
      expiresAt: createdAt + forDays * DAY_MS,
      usedAt: null,
      usedBy: null,
    };
    await this.#codes.invite(invitation, hashCode(code));
    return { invitation, code };
  }

  /** Whether somebody could sign up with it now. */
  isGood(code: string): Promise<boolean> {
    return this.#codes.isGood(hashCode(code), this.#now());
  }

  /** The newest first, used and expired ones too. */
  invitations(): Promise<KeptInvitation[]> {
    return this.#codes.invitations(LISTED);
  }

  /** @throws {ParleyError} `not-found` */
  async withdraw(invitationId: string): Promise<void> {
    if (!(await this.#codes.withdraw(invitationId))) {
      throw new ParleyError('not-found', 'There is no such invitation.');
    }
  }

  /** For somebody who forgot the password; one given out before is no longer good. */
  async issueReset(accountId: string): Promise<{ code: string; expiresAt: number }> {
    const code = newCode();
    const expiresAt = this.#now() + RESET_MS;
    await this.#codes.setReset(accountId, hashCode(code), expiresAt);
    return { code, expiresAt };
  }
}
