import type { MessagesSession } from '@parley/client/messages/MessagesSession';
import { hasNewDevices } from '@parley/client/messages/MessagesState';
import type { Context } from '../Command.ts';
import { personNamed } from '../people/searchPeople.ts';
import { assertNotRemoved, withMessages } from './withMessages.ts';

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
 * @throws {ParleyError} `not-found` when they are no contact; `conflict` when this machine was removed; as
 *   `withMessages` does
 */
export function withConversation<Result>(
  context: Context,
  name: string,
  task: (conversation: Conversation) => Promise<Result>,
): Promise<Result> {
  return withMessages(context, async ({ session, book, ownId }) => {
    assertNotRemoved(session);
    const accountId = await personNamed(book, name);
    await session.refreshKeys(accountId);
    await session.settled();
    const newDevices = () => describeNewDevices(session, { accountId, name, ownId });
    return task({ session, accountId, ownId, newDevices });
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
