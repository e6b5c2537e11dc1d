import type { Person } from '@parley/protocol/account';
import type { PersonCard, PersonStatus } from '@parley/protocol/people/person';
import type { PersonRecord } from './PersonRecord.ts';
import { mayFind, mayKnow, maySeeStatus, type Standing } from './relations.ts';

/**
 * Somebody as the viewer may see them: everything that others learn of a person comes out of here.
 * Somebody who hides from their contacts looks like somebody who went at that moment.
 *
 * @returns undefined when there is no such person as far as the viewer may know
 */
export function cardOf(
  record: PersonRecord,
  standing: Standing,
  status: PersonStatus,
): PersonCard | undefined {
  if (!mayFind(standing)) return undefined;
  const seen = maySeeStatus(standing) ? status : 'offline';
  return {
    ...identityOf(record),
    status: seen,
    lastSeenAt: seen === 'offline' && record.showsLastSeen ? record.lastSeenAt : null,
  };
}

/**
 * Somebody on a list of the viewer's. One whom the viewer may not know of any more keeps the name that
 * identifies them, which never changes, and shows nothing else.
 */
export function entryOf(record: PersonRecord, standing: Standing): Person {
  if (mayKnow(standing)) return identityOf(record);
  const { accountId, name } = record;
  return { accountId, name, displayName: name, pictureVersion: null };
}

/** Who somebody is, without how they are. */
export function identityOf({ accountId, name, displayName, pictureVersion }: Person): Person {
  return { accountId, name, displayName, pictureVersion };
}
