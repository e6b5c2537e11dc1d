import { userInfo } from 'node:os';
import type { CallSession } from '@parley/client/session/CallSession';
import { toPeerName } from '@parley/protocol/peer';
import type { Command, Context } from '../Command.ts';
import { UsageError } from '../UsageError.ts';

const name = {
  type: 'string',
  value: 'Ada',
  help: 'how others see you; else that of your account, or your name on this machine',
} as const;

/** WebRTC is loaded by the commands alone that need it. */
async function enter({ server, sessions, args, text }: Context): Promise<CallSession> {
  const [room = ''] = args;
  const session = await sessions.of(server);
  const shown = toPeerName(text('name') ?? session?.displayName ?? userInfo().username);
  if (shown === undefined) throw new UsageError('--name shows nothing.');
  const { openSession } = await import('../chat/openSession.ts');
  return openSession({ url: server, token: session?.token, room, name: shown });
}

/** @throws {ParleyError} why the call ended, when nobody here wanted it to */
async function leave(session: CallSession): Promise<void> {
  const { phase, error } = session.store.getState();
  await session.leave();
  if (phase === 'left' && error !== null) throw error;
}

export const join: Command = {
  name: 'join',
  args: ['room'],
  summary: 'Chat in a room, in this terminal. In a pipe: lines in, lines out.',
  options: { name },
  async run(context) {
    const session = await enter(context);
    const { stdin, stdout } = process;
    if (stdin.isTTY && stdout.isTTY && !context.isJson) {
      const { TerminalChat } = await import('../chat/TerminalChat.ts');
      await new TerminalChat(session, stdin, stdout).run();
    } else {
      const { pipeChat } = await import('../chat/pipeChat.ts');
      await pipeChat(session, { input: stdin, output: stdout, isJson: context.isJson });
    }
    await leave(session);
    return undefined;
  },
};

export const chat: Command = {
  name: 'chat',
  args: ['room'],
  summary: 'Write one message into a room and leave.',
  options: { name, send: { type: 'string', value: 'TEXT', help: 'what to write' } },
  async run(context) {
    const text = context.text('send')?.trim();
    if (text === undefined || text === '') throw new UsageError('Say what to write: --send "Hello"');
    const session = await enter(context);
    const { untilSent } = await import('../chat/untilSent.ts');
    try {
      session.sendChat(text);
      await untilSent(session);
    } finally {
      await session.leave();
    }
    context.answer({ sent: text }, 'Sent.');
    return undefined;
  },
};
