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
  /** Called when rooms were forgotten, with what was said there. */
  forgotten: () => void;
  now: () => number;
  /** A whole number from 0 up to `below`, that nobody can foresee. */
  random: (below: number) => number;
  log: BaseLogger;
};

/** A join that succeeded. */
type Entry = {
  room: string;
  peerId: string;
  /** What the joiner brought along. */
  former: ProvenPlace | undefined;
  /** Everybody who has a place in the room, the joiner too. */
  present: readonly string[];
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
 * within `OPEN_FOR_MS`: the odds that any guess hits are then below 1 in 100. Nine digits come after that.
 */
const FEW = 100;
/** After so many vain tries by anybody, six digits do not open anything that nobody has entered yet. */
const MANY = 300;
const SHORT = '482-193'.length;
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
    await this.removeExpired();
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

  /** Forgets the codes that are no good any more, and what was said, but for calls that still go on. */
  async removeExpired(): Promise<void> {
    const { repository, isOpen, forgotten, now } = this.#setup;
    const codes = await repository.removeExpired(now(), isOpen);
    for (const code of codes) this.#met.delete(code);
    if (codes.length > 0) forgotten();
  }

  /**
   * Lets everybody pass into rooms that have no code.
   *
   * @param address of the client, whose vain tries are counted
   * @throws {ParleyError} `not-found`; `rate-limited`, with `details.retryInMs`
   */
  async assertMayEnter(room: string, address: string, former: ProvenPlace | undefined): Promise<void> {
    if (!isCallCode(room)) return;
    const { repository, now } = this.#setup;
    if (this.#isProven(room, former)) {
      const kept = await repository.find(room, now());
      if (kept !== undefined && this.#isOpenTo(kept, former)) return;
    }
    // Taken first: whoever has tried too often does not learn either when a guess is right.
    await this.#tried.takeFrom(address, 1);
    const isOpen = await this.#isOpenToAnybody(room).catch(async (error) => {
      await this.#tried.giveTo(address, 1);
      throw error;
    });
    if (isOpen) return this.#tried.giveTo(address, 1);
    this.#countInVain();
    throw new ParleyError('not-found', 'This code is not known, or not any more.');
  }

  /**
   * Somebody has got in. With the second one the room is closed to all others; who comes from a second
   * tab, or before their own old place is given up, is nobody else.
   */
  entered({ room, peerId, former, present }: Entry): void {
    if (!isCallCode(room)) return;
    const old = this.#isProven(room, former) && former?.peerId !== peerId ? former?.peerId : undefined;
    const two = this.#met.get(room);
    if (two === undefined) {
      const [first, second] = present.filter((present) => present !== old);
      if (first !== undefined && second !== undefined) this.#keepMet(room, [first, second]);
    } else if (old !== undefined && two.includes(old)) {
      this.#keepMet(room, two[0] === old ? [peerId, two[1]] : [two[0], peerId]);
    }
  }

  async #isOpenToAnybody(code: CallCode): Promise<boolean> {
    const { repository, now } = this.#setup;
    const kept = await repository.find(code, now());
    if (kept === undefined || (this.#met.get(code) ?? kept.met).length > 0) return false;
    // Somebody tries them all: then short ones are no good any more, whoever has made them.
    return this.#countedInVain() <= MANY || code.length > SHORT;
  }

  #isOpenTo({ code, met }: KeptCallCode, former: ProvenPlace | undefined): boolean {
    const two = this.#met.get(code) ?? met;
    return two.length === 0 || (former !== undefined && two.includes(former.peerId));
  }

  #isProven(room: string, former: ProvenPlace | undefined): boolean {
    if (former === undefined) return false;
    const { peerId, resumeToken } = former;
    return this.#setup.tokens.joinedAt(resumeToken, { room, peerId }) !== undefined;
  }

  #keepMet(code: CallCode, met: readonly [string, string]): void {
    this.#met.set(code, met);
    void this.#keep(code, met);
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
    return this.#countedInVain() > FEW || (await repository.count(now())) > FEW;
  }

  #countedInVain(): number {
    return this.#setup.now() - this.#inVain.since < OPEN_FOR_MS ? this.#inVain.count : 0;
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
