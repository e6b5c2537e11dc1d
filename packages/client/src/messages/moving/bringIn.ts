import { toParleyError } from '../../toParleyError.ts';
import type { Bytes } from '../crypto/bytes.ts';
import type { MessagesSession } from '../MessagesSession.ts';
import { unpack } from './archivedMessages.ts';
import { patiently } from './patiently.ts';
import { openArchive } from './sealArchive.ts';

/**
 * `none`: no archive waits, or not any more. `wrong`: the secret is not the one of that which waits.
 */
export type BroughtIn =
  | { readonly outcome: 'none' | 'wrong' }
  | {
      readonly outcome: 'done';
      /** Messages that were not here before. */
      readonly count: number;
    };

/**
 * Brings in what another device of the same person has handed to the server. Done twice, or begun again
 * after it was cut short, it is done once; what waits is taken away only when all of it is kept here.
 *
 * @throws ParleyError as `PeopleLine.request` does
 */
export async function bringIn(session: MessagesSession, secret: Bytes): Promise<BroughtIn> {
  const { line, accountId } = session;
  const { archive } = await line.request('archive:find', {});
  if (archive === null) return { outcome: 'none' };
  const { archiveId, parts } = archive;
  const bodies: string[] = [];
  try {
    for (let part = 0; part < parts; part += 1) {
      const { body } = await patiently(() => line.request('archive:get', { archiveId, part }));
      bodies.push(body);
    }
  } catch (error) {
    // Another one has taken its place, or its time is over.
    if (toParleyError(error).code === 'not-found') return { outcome: 'none' };
    throw error;
  }
  const messages = await openArchive(bodies, secret, { accountId, archiveId })
    .then(unpack)
    .catch(() => undefined);
  if (messages === undefined) return { outcome: 'wrong' };
  const count = await session.bring(messages);
  // It goes by itself when it cannot be taken away now.
  await line.request('archive:remove', { archiveId }).catch(() => undefined);
  return { outcome: 'done', count };
}
