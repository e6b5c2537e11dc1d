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

/** What one device of a person hands to another, sealed: taken in, given out, and forgotten soon. */
export class Archives {
  readonly #setup: Setup;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** From now on those whose time is over are removed, soon after. */
  begin(): void {
    const { repository, after, now, log } = this.#setup;
    repository
      .removeExpired(now())
      .catch((error) => log.warn({ err: error }, 'archives that have expired were not removed'))
      .finally(() => after(HOUR_MS, () => this.begin()));
  }

  /** @throws {ParleyError} as `ArchiveRepository.put`; `bad-request` for a part that it does not have */
  async put({ accountId }: OnlinePerson, part: ArchivePutRequest): Promise<void> {
    if (part.part >= part.parts) throw new ParleyError('bad-request', 'There is no such part.');
    const { repository, now } = this.#setup;
    const at = now();
    await repository.put({ ...part, accountId }, at, at + KEPT_FOR_MS);
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
}
