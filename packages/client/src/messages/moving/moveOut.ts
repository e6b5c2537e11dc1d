import type { ArchivedMessage } from '@parley/protocol/people/archiveContent';
import { type Bytes, randomId } from '../crypto/bytes.ts';
import type { MessagesSession } from '../MessagesSession.ts';
import { archivable, pack } from './archivedMessages.ts';
import { patiently } from './patiently.ts';
import { ARCHIVE_BYTES, sealArchive } from './sealArchive.ts';
import { makeSecret } from './secret.ts';

/** What waits for the other device now. */
export type MovedOut = {
  readonly archiveId: string;
  /** Opens it; only its owner may learn it. */
  readonly secret: Bytes;
  readonly count: number;
  /** Older messages for which there was no room. */
  readonly leftOut: number;
};

/** What fits is looked for in steps of so much of what there is. */
const STEP = 0.8;

/**
 * Seals what this device has of all conversations, and hands it to the server for another device of the same
 * person. An archive that was there before is gone.
 *
 * @returns undefined when there is nothing to hand over
 * @throws ParleyError as `PeopleLine.request` does; `conflict` when another device began in between
 */
export async function moveOut({
  line,
  accountId,
  store,
}: MessagesSession): Promise<MovedOut | undefined> {
  const all = archivable(Object.values(store.getState().conversations).flat());
  if (all.length === 0) return undefined;
  const { packed, count } = await packLatest(all.toSorted((a, b) => b.sentAt - a.sentAt));
  const archiveId = randomId();
  const secret = makeSecret();
  const bodies = await sealArchive(packed, secret, { accountId, archiveId });
  for (const [part, body] of bodies.entries()) {
    const request = { archiveId, parts: bodies.length, part, body };
    await patiently(() => line.request('archive:put', request));
  }
  return { archiveId, secret, count, leftOut: all.length - count };
}

/** As many as there is room for. */
async function packLatest(
  latestFirst: readonly ArchivedMessage[],
): Promise<{ packed: Bytes; count: number }> {
  let count = latestFirst.length;
  for (;;) {
    const packed = await pack(latestFirst.slice(0, count));
    if (packed.length <= ARCHIVE_BYTES) return { packed, count };
    count = Math.floor(count * STEP);
  }
}
