import { text as readAll } from 'node:stream/consumers';
import type { StoredMessage } from '@parley/client/messages/StoredMessage';
import { ParleyError } from '@parley/protocol/errors';
import type { Command } from '../Command.ts';
import type { Conversation } from '../messages/withConversation.ts';
import { openFileToSend } from '../openFileToSend.ts';
import { plainText } from '../plainText.ts';
import { UsageError } from '../UsageError.ts';
import { untilInterrupted } from '../untilInterrupted.ts';
import { untilReached } from '../untilReached.ts';

function said({ session, accountId }: Conversation): readonly StoredMessage[] {
  return session.store.getState().conversations[accountId] ?? [];
}

export const message: Command = {
  name: 'message',
  args: ['name', '[text]'],
  summary: 'Write to a contact, end-to-end encrypted; without a text, what comes from a pipe.',
  options: {
    trust: { type: 'boolean', help: 'the devices that both of you have now are fine' },
    file: { type: 'string', value: 'PATH', help: 'send this file' },
  },
  async run(context) {
    const [name = '', typed] = context.args;
    const isTrusting = context.flag('trust');
    const path = context.text('file');
    if (path !== undefined && typed !== undefined) {
      throw new UsageError('Send the file and the text one after the other.');
    }
    const isSilent = isTrusting || path !== undefined;
    const text = (typed ?? (isSilent ? '' : await readAll(process.stdin))).trim();
    if (text === '' && !isSilent) throw new UsageError('Say what to write.');
    const file = path === undefined ? undefined : await openFileToSend(path);
    const { withConversation } = await import('../messages/withConversation.ts');
    const sent = await withConversation(context, name, async (conversation) => {
      const { session, accountId, ownId, newDevices } = conversation;
      if (isTrusting) for (const id of [ownId, accountId]) await session.trust(id);
      const warning = await newDevices();
      if (warning !== undefined) throw new ParleyError('conflict', `Not sent: ${warning}`);
      if (file !== undefined) await session.sendFile(accountId, file.name, file.bytes);
      else if (text !== '') await session.send(accountId, text);
      else return undefined;
      const written = said(conversation).findLast(({ isOwn, position }) => isOwn && position === null);
      const now = () => said(conversation).find(({ messageId }) => messageId === written?.messageId);
      const hasDevice = session.store.getState().keys[accountId]?.length !== 0;
      const isTaken = () => now()?.position !== null || now()?.problem !== null;
      // A large file takes its time.
      await session.settled();
      if (hasDevice) await untilReached(session.store, isTaken);
      return now();
    });
    if (sent?.problem) throw new ParleyError(sent.problem, `${name} did not get it: ${sent.problem}.`);
    const waits = `It waits here until ${name} has a device, and goes when you next write to them or read.`;
    const done = sent === undefined ? 'Nothing was sent.' : 'Sent.';
    context.answer({ message: sent ?? null }, sent?.position === null ? waits : done);
    return undefined;
  },
};

export const messages: Command = {
  name: 'messages',
  args: ['name'],
  summary: 'What you and a contact have written to each other, as far as it came to this machine.',
  options: {
    follow: { type: 'boolean', help: 'go on with what comes, until Ctrl-C' },
    save: { type: 'string', value: 'DIRECTORY', help: 'save the files that came, each once' },
  },
  async run(context) {
    const [name = ''] = context.args;
    const { isJson } = context;
    const { withConversation } = await import('../messages/withConversation.ts');
    await withConversation(context, name, async (conversation) => {
      const { session, accountId, newDevices } = conversation;
      const shown = new Set<string>();
      const show = async () => {
        for (const one of said(conversation)) {
          if (shown.has(one.messageId)) continue;
          shown.add(one.messageId);
          process.stdout.write(`${isJson ? JSON.stringify(one) : toLine(name, one)}\n`);
        }
        await session.read(accountId);
      };
      await show();
      await session.settled();
      const warning = await newDevices();
      if (warning !== undefined) process.stderr.write(`${warning}\n`);
      const directory = context.text('save');
      if (directory !== undefined) {
        const { saveFiles } = await import('../messages/saveFiles.ts');
        const problems = await saveFiles(said(conversation), directory, session.line.url);
        for (const problem of problems) process.stderr.write(`${problem}\n`);
      }
      if (!context.flag('follow')) return;
      const unsubscribe = session.store.subscribe(() => void show());
      await new Promise((resolve) => {
        untilInterrupted().signal.addEventListener('abort', resolve, { once: true });
      });
      unsubscribe();
      await session.settled();
    });
    return undefined;
  },
};

function toLine(name: string, message: StoredMessage): string {
  const { isOwn, text, file, sentAt, mark, problem } = message;
  const time = new Date(sentAt).toISOString();
  const words = [
    ...(file === undefined ? [] : [`[${plainText(file.name)}, ${file.size} bytes]`]),
    ...(text === '' ? [] : [text === null ? '(cannot be read on this machine)' : plainText(text)]),
  ].join(' ');
  return `${time}  ${isOwn ? `you (${problem ?? mark})` : name}: ${words}`;
}
