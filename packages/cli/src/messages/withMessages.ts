import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { MessageStore } from '@parley/client/messages/MessageStore';
import { MessagesSession } from '@parley/client/messages/MessagesSession';
import type { PeopleSession } from '@parley/client/people/PeopleSession';
import { ParleyError } from '@parley/protocol/errors';
import { sessionsFile } from '../account/KeptSessions.ts';
import type { Context } from '../Command.ts';
import { withPhoneBook } from '../people/openPhoneBook.ts';
import { SILENT } from '../silent.ts';
import { untilReached } from '../untilReached.ts';
import { openFileMessageStore } from './fileMessageStore.ts';

/** This machine as one of somebody's devices, whose server has answered; it may have been removed. */
type OpenMessages = {
  readonly session: MessagesSession;
  readonly book: PeopleSession;
  readonly ownId: string;
};

/**
 * This machine takes part in the direct messages of whoever is signed in, for as long as the task lasts.
 *
 * @throws {ParleyError} as `withPhoneBook` does
 */
export function withMessages<Result>(
  context: Context,
  task: (open: OpenMessages) => Promise<Result>,
): Promise<Result> {
  return withPhoneBook(context, async ({ book, me: { accountId: ownId } }) => {
    const path = join(dirname(sessionsFile()), 'messages', `${ownId}.sqlite`);
    let kept: MessageStore | undefined;
    const session = new MessagesSession({
      line: book.line,
      accountId: ownId,
      deviceName: `parley on ${hostname()}`.slice(0, 64),
      openStore: async () => {
        kept = await openFileMessageStore(path);
        return kept;
      },
      log: SILENT,
    });
    try {
      await session.open();
      if (kept === undefined || session.store.getState().phase !== 'ready') {
        throw new Error(`Direct messages cannot be kept in ${path}.`);
      }
      await untilReached(
        session.store,
        ({ phase, devices }) => phase === 'removed' || devices.length > 0,
      );
      return await task({ session, book, ownId });
    } finally {
      session.close();
    }
  });
}

/** @throws {ParleyError} `conflict` when this machine is none of one's devices any more */
export function assertNotRemoved({ store }: MessagesSession): void {
  if (store.getState().phase !== 'removed') return;
  throw new ParleyError(
    'conflict',
    'This machine was removed from your devices. As a new one it comes back with: parley devices add',
  );
}
