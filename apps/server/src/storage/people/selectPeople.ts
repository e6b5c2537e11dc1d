import type { ChosenStatus, Visibility } from '@parley/protocol/people/person';
import type { PersonRecord } from '../../people/rules/PersonRecord.ts';
import type { Database } from '../Database.ts';

/** People with what they are called; more tables can be joined to it. */
export function selectPeople(db: Database) {
  return db
    .selectFrom('people')
    .innerJoin('accounts', 'accounts.account_id', 'people.account_id')
    .leftJoin('suspensions', 'suspensions.account_id', 'people.account_id')
    .select([
      'people.account_id as accountId',
      'accounts.name',
      'accounts.display_name as displayName',
      'accounts.picture_version as pictureVersion',
      'people.visibility',
      'people.shows_last_seen as showsLastSeen',
      'people.chosen_status as chosenStatus',
      'people.last_seen_at as lastSeenAt',
      'suspensions.suspended_at as suspendedAt',
    ]);
}

type PersonRow = Omit<PersonRecord, 'visibility' | 'chosenStatus' | 'showsLastSeen' | 'isSuspended'> & {
  visibility: string;
  chosenStatus: string;
  showsLastSeen: number;
  suspendedAt: number | null;
};

/** The row without what else was selected beside it. Only `PersonRecord`s are ever written. */
export function toRecord(row: PersonRow): PersonRecord {
  return {
    accountId: row.accountId,
    name: row.name,
    displayName: row.displayName,
    pictureVersion: row.pictureVersion,
    visibility: row.visibility as Visibility,
    showsLastSeen: row.showsLastSeen === 1,
    chosenStatus: row.chosenStatus as ChosenStatus,
    lastSeenAt: row.lastSeenAt,
    isSuspended: row.suspendedAt !== null,
  };
}
