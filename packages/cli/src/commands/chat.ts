import type { Command } from '../Command.ts';
import { enterRoom, leaveRoom, nameOption as name } from '../room/enterRoom.ts';
import { UsageError } from '../UsageError.ts';

export const join: Command = {
  name: 'join',
  args: ['room'],
  summary: 'Chat in a room, in this terminal. In a pipe: lines in, lines out.',
  options: { name },
  async run(context) {
    const session = await enterRoom(context);
    const { stdin, stdout } = process;
    if (stdin.isTTY && stdout.isTTY && !context.isJson) {
      const { TerminalChat } = await import('../chat/TerminalChat.ts');
      await new TerminalChat(session, stdin, stdout).run();
    } else {
      const { pipeChat } = await import('../chat/pipeChat.ts');
      await pipeChat(session, { input: stdin, output: stdout, isJson: context.isJson });
    }
    await leaveRoom(session);
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
    const session = await enterRoom(context);
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
