import { ParleyError } from '@parley/protocol/errors';
import type { Account } from '../storage/AccountRepository.ts';
import type { KeptSession, SessionRepository } from '../storage/SessionRepository.ts';
import { hashToken, newToken } from './secretCodes.ts';

const DAY_MS = 24 * 3_600_000;
/** A session that nobody uses for so long has ended. */
export const SESSION_MS = 30 * DAY_MS;
/** So long after it has begun it counts as proof that its owner is there. */
const FRESH_MS = 10 * 60_000;
/** Using one is noted no more often than this: it need not be a write for each request. */
const NOTED_EVERY_MS = 10 * 60_000;
const USER_AGENT_LENGTH = 300;

/** Whose request it is, and in which session. */
export type SignedIn = { readonly account: Account; readonly sessionId: string };

type Setup = { sessions: SessionRepository; now: () => number; newId: () => string };

/** Where people are signed in. */
export class Sessions {
  readonly #sessions: SessionRepository;
  readonly #now: () => number;
  readonly #newId: () => string;
  readonly #listeners = new Set<(sessionId: string) => void>();

  constructor({ sessions, now, newId }: Setup) {
    this.#sessions = sessions;
    this.#now = now;
    this.#newId = newId;
  }

  /**
   * @param passwordHash of the password that the person came in by
   * @returns the token, which is known to nobody else and cannot be asked for again; undefined when the
   * password is another by now
   */
  async begin(
    accountId: string,
    passwordHash: string,
    userAgent: string,
  ): Promise<{ sessionId: string; token: string } | undefined> {
    const now = this.#now();
    await this.#sessions.removeExpired(now);
    const [sessionId, token] = [this.#newId(), newToken()];
    const ended = await this.#sessions.create(
      {
        sessionId,
        accountId,
        userAgent: userAgent.slice(0, USER_AGENT_LENGTH),
        createdAt: now,
        lastUsedAt: now,
        expiresAt: now + SESSION_MS,
      },
      hashToken(token),
      passwordHash,
    );
    if (ended === undefined) return undefined;
    this.tellEnded(ended);
    return { sessionId, token };
  }

  /** @returns undefined for a token of no session, or of one that has ended */
  async authenticate(token: string | undefined): Promise<SignedIn | undefined> {
    if (token === undefined) return undefined;
    const found = await this.#sessions.findByToken(hashToken(token));
    const now = this.#now();
    if (found === undefined || found.session.expiresAt <= now) return undefined;
    const { account, session } = found;
    if (now - session.lastUsedAt >= NOTED_EVERY_MS) {
      const times = { lastUsedAt: now, expiresAt: now + SESSION_MS };
      // Nobody is kept out because this could not be written down; that it failed is in the log.
      await this.#sessions.touch(session.sessionId, times).catch(() => undefined);
    }
    return { account, sessionId: session.sessionId };
  }

  /** The last used first. */
  of(accountId: string): Promise<KeptSession[]> {
    return this.#sessions.ofAccount(accountId, this.#now());
  }

  /** Whether somebody has just come in with it. */
  async isFresh(accountId: string, sessionId: string): Promise<boolean> {
    const session = (await this.of(accountId)).find((one) => one.sessionId === sessionId);
    return session !== undefined && this.#now() - session.createdAt < FRESH_MS;
  }

  /** @throws {ParleyError} `not-found` when the account has no such session */
  async end(accountId: string, sessionId: string): Promise<void> {
    if (!(await this.#sessions.end(accountId, sessionId))) {
      throw new ParleyError('not-found', 'There is no such session, or it has ended.');
    }
    this.tellEnded([sessionId]);
  }

  /** All of an account's, but for `except`. */
  async endAll(accountId: string, except?: string): Promise<void> {
    this.tellEnded(await this.#sessions.endAll(accountId, except));
  }

  /**
   * What is still open in a session that was ended is closed by whoever opened it.
   *
   * @returns what ends the listening
   */
  onEnded(listener: (sessionId: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** These were ended together with something else. */
  tellEnded(sessionIds: readonly string[]): void {
    for (const sessionId of sessionIds) {
      for (const listener of this.#listeners) listener(sessionId);
    }
  }
}
