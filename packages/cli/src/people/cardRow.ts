import type { PersonCard } from '@parley/protocol/people/person';

/** Somebody in a table: name, display name, and how they are. */
export function cardRow({ name, displayName, status, lastSeenAt }: PersonCard): string[] {
  const seen = lastSeenAt === null ? '' : `, last seen ${new Date(lastSeenAt).toISOString()}`;
  return [name, displayName, `${status}${seen}`];
}
