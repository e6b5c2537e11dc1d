import { ParleyError } from '@parley/protocol/errors';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { SerialQueue } from '../calls/SerialQueue.ts';
import { LOOKS_OPEN } from '../storage/ContactRepository.ts';
import type { Storage } from '../storage/Storage.ts';
import type { Directory } from './Directory.ts';
import { KeyedQueue } from './KeyedQueue.ts';
import type { OnlinePerson } from './OnlinePerson.ts';
import { ASKS_PER, judgeAsk } from './rules/judgeAsk.ts';
import { mayAnswer, mayAsk, mayBlock, type Standing } from './rules/relations.ts';

type Setup = {
  directory: Directory;
  storage: Pick<Storage, 'people' | 'contacts'>;
  now: () => number;
  /** Reads again how somebody stands to others, and tells them what is new. */
  reload: (accountId: string) => Promise<void>;
};

/**
 * What two people agree on, and what one of them refuses. Of one pair, one thing happens at a time; what
 * is counted is counted and added to by one at a time. All of it can be asked for twice and is done once.
 */
export class Relationships {
  readonly #setup: Setup;
  readonly #pairs = new KeyedQueue();
  /** By the one who asks. Whoever has their turn here may wait for a pair, and never the other way round. */
  readonly #asking = new KeyedQueue();
  /** One for all: both people of a pair are counted. */
  readonly #connecting = new SerialQueue();

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /**
   * Asks somebody to become contacts; when they had asked already, both are from now on.
   *
   * @throws {ParleyError} `not-found`; `full` and `rate-limited` as `judgeAsk` says
   */
  ask(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#asking.run(person.accountId, () => this.#ask(person, otherId));
  }

  #ask(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#between(person, otherId, async () => {
      const { storage, now } = this.#setup;
      const { accountId } = person;
      const standing = await this.assertMay(person, otherId, mayAskOrIsContact);
      if (standing.isContact) return;
      const at = now();
      const facts = await storage.contacts.askFacts(accountId, otherId, at - ASKS_PER.ms);
      const verdict = judgeAsk(facts, at);
      if (verdict === 'asked-already') return;
      if (verdict === 'both-want') await this.#connect(accountId, otherId, at);
      else await storage.contacts.keepRequest(accountId, otherId, at);
    });
  }

  withdraw(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#between(person, otherId, () =>
      this.#setup.storage.contacts.moveRequest(person.accountId, otherId, {
        from: LOOKS_OPEN,
        to: 'withdrawn',
      }),
    );
  }

  /** @throws {ParleyError} `not-found` when they have not asked, or take it back in this moment; `full` */
  accept(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#between(person, otherId, async () => {
      const standing = await this.assertMay(person, otherId, mayAnswerOrIsContact);
      if (!standing.isContact) await this.#connect(person.accountId, otherId, this.#setup.now());
    });
  }

  decline(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#between(person, otherId, () =>
      this.#setup.storage.contacts.moveRequest(otherId, person.accountId, {
        from: ['open'],
        to: 'declined',
      }),
    );
  }

  remove(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#between(person, otherId, () =>
      this.#setup.storage.contacts.disconnect(person.accountId, otherId),
    );
  }

  /** @throws {ParleyError} `not-found` */
  block(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#between(person, otherId, async () => {
      if (person.ties.blocked.has(otherId)) return;
      await this.assertMay(person, otherId, mayBlock);
      const { storage, now } = this.#setup;
      await storage.contacts.block(person.accountId, otherId, now());
    });
  }

  unblock(person: OnlinePerson, otherId: string): Promise<void> {
    return this.#between(person, otherId, () =>
      this.#setup.storage.contacts.unblock(person.accountId, otherId),
    );
  }

  #connect(accountId: string, otherId: string, at: number): Promise<void> {
    const { contacts } = this.#setup.storage;
    return this.#connecting.run(async () => {
      const counts = await Promise.all([accountId, otherId].map((id) => contacts.countContacts(id)));
      if (counts.some((count) => count >= PEOPLE_LIMITS.contacts)) {
        throw new ParleyError('full', 'One of you has as many contacts as there is room for.', {
          maxContacts: PEOPLE_LIMITS.contacts,
        });
      }
      await contacts.connect(accountId, otherId, at);
    });
  }

  /** Answered when both have been told. */
  #between(person: OnlinePerson, otherId: string, action: () => Promise<void>): Promise<void> {
    const { accountId } = person;
    return this.#pairs.run([accountId, otherId].sort().join(' '), async () => {
      await action();
      await Promise.all([this.#setup.reload(accountId), this.#setup.reload(otherId)]);
    });
  }

  /**
   * The database is asked the same whoever it is, so that the time an answer takes tells nothing.
   *
   * @throws {ParleyError} `not-found`
   */
  async assertMay(
    person: OnlinePerson,
    otherId: string,
    may: (standing: Standing) => boolean,
  ): Promise<Standing> {
    const { directory, storage } = this.#setup;
    const [found] = await storage.people.find([otherId]);
    if (found) directory.learn([found]);
    const record = found && directory.recordOf(otherId);
    const standing = record && person.standingTo(record);
    if (standing && may(standing)) return standing;
    throw new ParleyError('not-found', 'There is no such person.');
  }
}

function mayAskOrIsContact(standing: Standing): boolean {
  return mayAsk(standing) || (standing.isContact && !standing.isBlocked);
}

function mayAnswerOrIsContact(standing: Standing): boolean {
  return mayAnswer(standing) || (standing.isContact && !standing.isBlocked);
}
