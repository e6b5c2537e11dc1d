import { type CallCode, isCallCode, type NewCallCode } from '@parley/protocol/code';
import { ParleyError } from '@parley/protocol/errors';
import type { ProvenPlace } from '@parley/protocol/room';
import type { BaseLogger } from 'pino';
import type { PlaceTokens } from '../calls/PlaceTokens.ts';
import { Limiter } from '../Limiter.ts';
import type { Budget } from '../rateLimits.ts';
import type { CallCodeRepository, KeptCallCode } from '../storage/CallCodeRepository.ts';

export type CallCodesSetup = {
  repository: CallCodeRepository;
  /** Reads the proofs of former places. */
  tokens: Pick<PlaceTokens, 'joinedAt'>;
  budgets: CallCodeBudgets;
  /** Whether a call goes on in this room. */
  isOpen: (room: string) => boolean;
  now: () => number;
  /** A whole number from 0 up to `below`, that nobody can foresee. */
  random: (below: number) => number;
  log: BaseLogger;
};

export type CallCodeBudgets = {
  /** New codes for one address. */
  made: Budget;
  /** Codes that one address may try in vain. */
  tried: Budget;
};

export const CALL_CODE_BUDGETS: CallCodeBudgets = {
  made: { points: 20, perS: 600 },
  tried: { points: 10, perS: 600 },
};

/** How long the second person has to enter the code. */
const OPEN_FOR_MS = 10 * 60 * 1000;
/** How long the two who met can come back to their call: as long as the proof of a place is good. */
const MET_FOR_MS = 24 * 60 * 60 * 1000;
/**
 * Six digits are enough while no more codes than this are good, and no more are tried in vain by anybody
 * within `OPEN_FOR_MS`: the odds that any guess hits are then below 1 in 100. Nine digits come after that,
 * and nobody is locked out because of others.
 */
const FEW = 100;
const ATTEMPTS = 20;

/**
 * Who gets in by a code. A code is the name of a room for two: it opens to anybody who knows it until two
 * have met there; from then on it is theirs alone. A code that is unknown, too old or somebody else's is
 * refused in the same words.
 */
export class CallCodes {
  readonly #setup: CallCodesSetup;
  readonly #made: Limiter;
  readonly #tried: Limiter;
  /** Who met, from the moment they do: the database is told, and not waited for. */
  readonly #met = new Map<string, readonly [string, string]>();
  #inVain = { since: 0, count: 0 };

  constructor(setup: CallCodesSetup) {
    this.#setup = setup;
    this.#made = new Limiter(setup.budgets.made);
    this.#tried = new Limiter(setup.budgets.tried);
  }

  /** @throws {ParleyError} `rate-limited`, with `details.retryInMs` */
  async create(address: string): Promise<NewCallCode> {
    const { repository, isOpen, now } = this.#setup;
    await this.#made.takeFrom(address, 1);
    await repository.removeExpired(now());
    const groups = (await this.#isBusy()) ? 3 : 2;
    const expiresAt = now() + OPEN_FOR_MS;
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const code = this.#draw(groups);
      if (!isOpen(code) && (await repository.add(code, expiresAt))) {
        this.#met.delete(code);
        return { code, expiresAt };
      }
    }
    throw new ParleyError('unavailable', 'There is no free code right now. Try again.');
  }

  /**
   * Lets everybody pass into rooms that have no code.
   *
   * @param address of the client, whose vain tries are counted
   * @throws {ParleyError} `not-found`; `rate-limited`, with `details.retryInMs`
   */
  async assertMayEnter(room: string, address: string, former: ProvenPlace | undefined): Promise<void> {
    if (!isCallCode(room)) return;
    // Taken first: whoever has tried too often does not learn either when a guess is right.
    await this.#tried.takeFrom(address, 1);
    const { repository, now } = this.#setup;
    const kept = await repository.find(room, now());
    if (kept !== undefined && this.#isOpenTo(kept, former)) {
      await this.#tried.giveTo(address, 1);
      return;
    }
    this.#countInVain();
    throw new ParleyError('not-found', 'This code is not known, or not any more.');
  }

  /** Somebody has got in. With the second one the room is closed to all others. */
  entered(room: string, present: readonly string[]): void {
    if (!isCallCode(room) || this.#met.has(room)) return;
    const [first, second] = present;
    if (first === undefined || second === undefined) return;
    this.#met.set(room, [first, second]);
    void this.#keep(room, [first, second]);
  }

  #isOpenTo({ code, met }: KeptCallCode, former: ProvenPlace | undefined): boolean {
    const two = this.#met.get(code) ?? met;
    if (two.length === 0) return true;
    if (former === undefined || !two.includes(former.peerId)) return false;
    const { peerId, resumeToken } = former;
    return this.#setup.tokens.joinedAt(resumeToken, { room: code, peerId }) !== undefined;
  }

  async #keep(code: CallCode, met: readonly [string, string]): Promise<void> {
    const { repository, now, log } = this.#setup;
    try {
      await repository.keepMet(code, met, now() + MET_FOR_MS);
    } catch (error) {
      log.error({ err: error }, 'who met by a code could not be kept: a restart would end their call');
    }
  }

  async #isBusy(): Promise<boolean> {
    const { repository, now } = this.#setup;
    const inVain = now() - this.#inVain.since < OPEN_FOR_MS ? this.#inVain.count : 0;
    return inVain > FEW || (await repository.count(now())) > FEW;
  }

  #countInVain(): void {
    const now = this.#setup.now();
    if (now - this.#inVain.since >= OPEN_FOR_MS) this.#inVain = { since: now, count: 0 };
    this.#inVain.count += 1;
  }

  #draw(groups: number): string {
    const digits = Array.from({ length: groups }, () =>
      String(this.#setup.random(1000)).padStart(3, '0'),
    );
    return digits.join('-');
  }
}
