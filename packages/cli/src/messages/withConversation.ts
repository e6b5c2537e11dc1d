import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import type { MessageStore } from '@parley/client/messages/MessageStore';
import { MessagesSession } from '@parley/client/messages/MessagesSession';
import { hasNewDevices } from '@parley/client/messages/MessagesState';
import { sessionsFile } from '../account/KeptSessions.ts';
import type { Context } from '../Command.ts';
import { withPhoneBook } from '../people/openPhoneBook.ts';
import { personNamed } from '../people/searchPeople.ts';
import { SILENT } from '../silent.ts';
import { untilReached } from '../untilReached.ts';
import { openFileMessageStore } from './fileMessageStore.ts';

/** One's direct messages on this machine, and the one with whom they are. */
export type Conversation = {
  readonly session: MessagesSession;
  readonly accountId: string;
  readonly ownId: string;
  /** What has to be looked at before anything is sent; undefined when nothing has. */
  newDevices(): Promise<string | undefined>;
};

/**
 * This machine takes part in the direct messages of whoever is signed in, for as long as the task lasts.
 *
 * @param name whom the conversation is with, as they sign in
 * @throws {ParleyError} `not-found` when they are no contact; as `withPhoneBook` does
 */
export function withConversation<Result>(
  context: Context,
  name: string,
  task: (conversation: Conversation) => Promise<Result>,
): Promise<Result> {
  return withPhoneBook(context, async ({ book, me }) => {
    const accountId = await personNamed(book, name);
    const path = join(dirname(sessionsFile()), 'messages', `${me.accountId}.sqlite`);
    let kept: MessageStore | undefined;
    const session = new MessagesSession({
      line: book.line,
      accountId: me.accountId,
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
      await untilReached(session.store, ({ devices }) => devices.length > 0);
      await session.refreshKeys(accountId);
      await session.settled();
      const ownId = me.accountId;
      const newDevices = () => describeNewDevices(session, { accountId, name, ownId });
      return await task({ session, accountId, ownId, newDevices });
    } finally {
      session.close();
    }
  });
}

async function describeNewDevices(
  session: MessagesSession,
  { accountId, name, ownId }: { accountId: string; name: string; ownId: string },
): Promise<string | undefined> {
  const state = session.store.getState();
  const who = [
    ...(hasNewDevices(state, accountId) ? [`${name} has a new device`] : []),
    ...(hasNewDevices(state, ownId) ? ['you have a new device'] : []),
  ];
  if (who.length === 0) return undefined;
  return `${who.join(', and ')}. Ask whether that is so; the safety number, the same for both, is now
${await session.safetyNumber(accountId)}
Nothing is sent until you say that it is fine: parley message ${name} --trust`;
}
