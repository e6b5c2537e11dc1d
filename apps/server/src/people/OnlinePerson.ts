import type { Relations } from '../storage/ContactRepository.ts';
import type { PersonRecord } from './rules/PersonRecord.ts';
import { type PresenceFacts, statusOf } from './rules/presence.ts';
import type { Standing } from './rules/relations.ts';
import type { Telling } from './Telling.ts';

/** Whom somebody has to do with, by id. */
export type Ties = {
  contacts: ReadonlySet<string>;
  /** When each asked, and was asked. */
  received: ReadonlyMap<string, number>;
  sent: ReadonlyMap<string, number>;
  blocked: ReadonlySet<string>;
  blockedBy: ReadonlySet<string>;
};

export function toTies({ contacts, requests, blocked, blockedBy }: Relations): Ties {
  const ids = (people: readonly PersonRecord[]) => new Set(people.map(({ accountId }) => accountId));
  const asked = (direction: 'received' | 'sent') =>
    new Map(
      requests
        .filter((request) => request.direction === direction)
        .map(({ person, askedAt }) => [person.accountId, askedAt]),
    );
  return {
    contacts: ids(contacts),
    received: asked('received'),
    sent: asked('sent'),
    blocked: ids(blocked),
    blockedBy: new Set(blockedBy),
  };
}

/** Somebody who is here, or was until a moment ago. */
export class OnlinePerson {
  record: PersonRecord;
  ties: Ties;
  readonly tabs = new Set<Telling>();
  callCount = 0;
  isHere = false;
  isIdle = false;
  /** Epoch ms. */
  lastActiveAt = 0;

  constructor(record: PersonRecord, ties: Ties) {
    this.record = record;
    this.ties = ties;
  }

  get accountId(): string {
    return this.record.accountId;
  }

  /** Something says that they are here now. */
  get isHeld(): boolean {
    return this.tabs.size > 0 || this.callCount > 0;
  }

  get presence(): PresenceFacts {
    const { isHere, isIdle, callCount } = this;
    return { isHere, isIdle, isInCall: callCount > 0, chosen: this.record.chosenStatus };
  }

  get status() {
    return statusOf(this.presence);
  }

  /** As the one who looks or asks. */
  standingTo({ accountId, visibility, isSuspended }: PersonRecord): Standing {
    const { contacts, received, blocked, blockedBy } = this.ties;
    return {
      isSelf: accountId === this.accountId,
      isContact: contacts.has(accountId),
      isBlocked: isSuspended || blocked.has(accountId) || blockedBy.has(accountId),
      isAskedByThem: received.has(accountId),
      visibility,
    };
  }
}
