import { ParleyError } from '@parley/protocol/errors';
import type { SearchPlace } from '../storage/PeopleRepository.ts';

/** Where a search goes on, as a text that means nothing to others. */
export function toCursor({ sortName, accountId }: SearchPlace): string {
  return Buffer.from(JSON.stringify([sortName, accountId])).toString('base64url');
}

/** @throws {ParleyError} `bad-request` */
export function fromCursor(cursor: string): SearchPlace {
  const refusal = new ParleyError('bad-request', 'This is not a place where a search goes on.');
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    throw refusal;
  }
  if (!Array.isArray(place)) throw refusal;
  const [sortName, accountId] = place as unknown[];
  if (typeof sortName !== 'string' || typeof accountId !== 'string') throw refusal;
  // Postgres has no place for NUL.
  if (`${sortName}${accountId}`.includes('\0')) throw refusal;
  return { sortName, accountId };
}
