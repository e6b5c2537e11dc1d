import { ParleyError } from '@parley/protocol/errors';
import { Limiter } from '../Limiter.ts';
import type { Budget } from '../rateLimits.ts';
import type { FileRepository } from '../storage/FileRepository.ts';

/** Who brings a file. */
export type FileOwner = {
  /** Null for a guest. */
  accountId: string | null;
  /** From where. */
  address: string;
};

type Setup = {
  repository: Pick<FileRepository, 'usage'>;
  /** Of one file; 0 where none is taken. */
  maxBytes: number;
  /** Of all together. */
  totalBytes: number;
  /** What guests of one address may offer, in bytes. */
  guests: Budget;
};

/** Of all that is kept, this much may be one account's. */
const ACCOUNT_SHARE = 1 / 5;
/** And this much that of all guests: the rest is for those who are known. */
const GUEST_SHARE = 1 / 2;

/** How much of the disk is whose to fill. */
export class FileAllowance {
  readonly #setup: Setup;
  readonly #guests: Limiter;
  /** What two ask for at once is counted one after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(setup: Setup) {
    this.#setup = setup;
    this.#guests = new Limiter(setup.guests);
  }

  get maxBytes(): number {
    return this.#setup.maxBytes;
  }

  /**
   * @param keep what makes it count from now on
   * @throws {ParleyError} `forbidden` where no files are taken; `bad-request` with `details.maxBytes` for
   * one that is too large; `full` with `details.reason`: `server`, `account` or `guest`
   */
  async take(size: number, by: FileOwner, keep: () => Promise<void>): Promise<void> {
    const { maxBytes } = this.#setup;
    if (maxBytes === 0) throw new ParleyError('forbidden', 'This server takes no files.');
    if (size > maxBytes) {
      throw new ParleyError('bad-request', 'This file is too large.', { maxBytes });
    }
    const kept = this.#last.then(async () => {
      await this.#assertRoom(size, by);
      await keep();
    });
    this.#last = kept.catch(() => undefined);
    await kept;
  }

  async #assertRoom(size: number, { accountId, address }: FileOwner): Promise<void> {
    const { repository, totalBytes } = this.#setup;
    const { all, own } = await repository.usage(accountId);
    if (all + size > totalBytes) throw full('server', 'This server has no room for more files.');
    if (accountId !== null) {
      if (own + size > totalBytes * ACCOUNT_SHARE)
        throw full('account', 'Your files take up all the room that is there for one person.');
      return;
    }
    if (own + size > totalBytes * GUEST_SHARE) {
      throw full('guest', 'There is no room for more files of guests.');
    }
    await this.#guests.takeFrom(address, size).catch((error) => {
      if (!(error instanceof ParleyError)) throw error;
      throw full('guest', 'Guests can send no more files from here today.');
    });
  }
}

function full(reason: 'server' | 'account' | 'guest', message: string): ParleyError {
  return new ParleyError('full', message, { reason });
}
