import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { MissedCall } from '@parley/protocol/people/ringing';
import type { BaseLogger } from 'pino';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { People } from '../people/People.ts';
import { entryOf } from '../people/rules/cardOf.ts';
import type { KeptMissedCall, MissedCallRepository } from '../storage/MissedCallRepository.ts';
import type { RingingTabs } from './RingingTabs.ts';

export type MissedCallsSetup = {
  repository: MissedCallRepository;
  people: Pick<People, 'online'>;
  tabs: RingingTabs;
  now: () => number;
  log: BaseLogger;
};

/** Who called in vain: kept until the one who was called has seen it. */
export class MissedCalls {
  readonly #setup: MissedCallsSetup;
  readonly #underWay = new Set<Promise<void>>();

  constructor(setup: MissedCallsSetup) {
    this.#setup = setup;
  }

  /** Nobody waits for it: what the caller is told, and when, must not depend on it. */
  note(calleeId: string, callerId: string): void {
    const adding = this.#add(calleeId, callerId)
      .catch((error) => this.#setup.log.error({ err: error }, 'a missed call was not kept'))
      .finally(() => this.#underWay.delete(adding));
    this.#underWay.add(adding);
  }

  async of(person: OnlinePerson): Promise<MissedCall[]> {
    const kept = await this.#setup.repository.of(person.accountId, PEOPLE_LIMITS.missedCalls);
    return kept.map((missed) => toWire(missed, person));
  }

  /** They were seen, those up to this moment. */
  async clear(person: OnlinePerson, until: number): Promise<void> {
    await this.#setup.repository.clear(person.accountId, until);
    this.#setup.tabs.tell(person, { name: 'missed:cleared', data: { until } });
  }

  /** Resolves when all that was noted is kept, or cannot be. */
  async settled(): Promise<void> {
    await Promise.all(this.#underWay);
  }

  async #add(calleeId: string, callerId: string): Promise<void> {
    const { repository, people, tabs, now } = this.#setup;
    const missed = await repository.add(calleeId, callerId, now());
    const callee = people.online(calleeId);
    if (missed === undefined || callee === undefined) return;
    tabs.tell(callee, { name: 'missed:added', data: { missed: toWire(missed, callee) } });
  }
}

function toWire({ caller, count, lastAt }: KeptMissedCall, person: OnlinePerson): MissedCall {
  return { person: entryOf(caller, person.standingTo(caller)), count, lastAt };
}
