import { ParleyError } from '@parley/protocol/errors';
import type { Archive, ArchivePutRequest } from '@parley/protocol/people/archives';
import type { BaseLogger } from 'pino';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { ArchiveRepository } from '../storage/ArchiveRepository.ts';

type Setup = {
  repository: ArchiveRepository;
  /** Calls back after so many milliseconds. */
  after: (ms: number, callback: () => void) => () => void;
  now: () => number;
  log: BaseLogger;
};

const HOUR_MS = 3_600_000;
/** Long enough to fetch the other device; then it is gone, whether it was fetched or not. */
const KEPT_FOR_MS = 24 * HOUR_MS;
/** When the database could not be asked. */
const RETRY_MS = HOUR_MS;
/** A clock that is a little ahead of the timers must not make them run in circles. */
const LEAST_MS = 1_000;

/** What one device of a person hands to another, sealed: taken in, given out, and forgotten soon. */
export class Archives {
  readonly #setup: Setup;
  #isWaiting = false;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** From now on those whose time is over are removed then. */
  async begin(): Promise<void> {
    const { repository, now, log } = this.#setup;
    try {
      const next = await repository.removeExpired(now());
      if (next !== undefined) this.#removeIn(Math.max(next - now(), LEAST_MS));
    } catch (error) {
      log.warn({ err: error }, 'archives that have expired were not removed');
      this.#removeIn(RETRY_MS);
    }
  }

  /** @throws {ParleyError} as `ArchiveRepository.put`; `bad-request` for a part that it does not have */
  async put({ accountId }: OnlinePerson, part: ArchivePutRequest): Promise<void> {
    if (part.part >= part.parts) throw new ParleyError('bad-request', 'There is no such part.');
    const { repository, now } = this.#setup;
    const at = now();
    await repository.put({ ...part, accountId }, at, at + KEPT_FOR_MS);
    this.#removeIn(KEPT_FOR_MS);
  }

  /** The one of the person who asks, if it is whole. */
  async find(accountId: string): Promise<Archive | null> {
    const { repository, now } = this.#setup;
    return (await repository.find(accountId, now())) ?? null;
  }

  /** @throws {ParleyError} `not-found`, also for those of others */
  async part(
    { accountId }: OnlinePerson,
    { archiveId, part }: { archiveId: string; part: number },
  ): Promise<string> {
    const { repository, now } = this.#setup;
    const body = await repository.part({ accountId, archiveId, part }, now());
    if (body === undefined)
      throw new ParleyError('not-found', 'This archive is not there, or not any more.');
    return body;
  }

  /** Nothing happens when it is gone already. */
  async remove({ accountId }: OnlinePerson, archiveId: string): Promise<void> {
    await this.#setup.repository.remove({ accountId, archiveId });
  }

  /** One timer, for the one that expires first: whatever comes later expires later. */
  #removeIn(ms: number): void {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    this.#setup.after(ms, () => {
      this.#isWaiting = false;
      void this.begin();
    });
  }
}
