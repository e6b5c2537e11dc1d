import type { ArchivedMessage } from '@parley/protocol/people/archiveContent';
import type { MessageStore } from '../MessageStore.ts';
import { afterMarks, type StoredMessage } from '../StoredMessage.ts';

type Target = {
  kept: MessageStore;
  /** Messages that are new or others now. */
  show: (changed: readonly StoredMessage[]) => void;
};

/** Kept in one step: a device that dies in between has all of some steps, and nothing of the others. */
const AT_ONCE = 500;

/**
 * Keeps what another device of the same person had. What is here already stays as it is.
 *
 * @returns how many could not be read here before
 */
export async function keepBrought(
  messages: readonly ArchivedMessage[],
  { kept, show }: Target,
): Promise<number> {
  const given = new Map(messages.map((message) => [message.messageId, message]));
  const ids = [...given.keys()];
  let count = 0;
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const changed = await kept.change(ids.slice(i, i + AT_ONCE), (messageId, now) => {
      const message = given.get(messageId);
      return message && broughtIn(message, now);
    });
    show(changed);
    count += changed.length;
  }
  return count;
}

/**
 * A message as this device keeps it from now on.
 *
 * @param kept what it has of that message already, which holds
 * @returns undefined when there is nothing to change
 */
function broughtIn(
  { text, file, mark, ...message }: ArchivedMessage,
  kept: StoredMessage | undefined,
): StoredMessage | undefined {
  const said = file === undefined ? { text } : { text, file };
  // What there was to tell of it, the other device tells.
  const told = message.isOwn ? 'read' : mark;
  const brought: StoredMessage = { ...message, ...said, mark, told, problem: null };
  if (kept === undefined) return brought;
  if (kept.isAwaited) return afterMarks(brought, kept);
  return kept.text === null ? { ...kept, ...said } : undefined;
}
