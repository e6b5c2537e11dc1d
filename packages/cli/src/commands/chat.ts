import type { Command } from '../Command.ts';
import { openFileToSend } from '../openFileToSend.ts';
import { enterRoom, leaveRoom, nameOption as name } from '../room/enterRoom.ts';
import { UsageError } from '../UsageError.ts';

export const join: Command = {
  name: 'join',
  args: ['room'],
  summary: 'Chat in a room, in this terminal. In a pipe: lines in, lines out.',
  options: { name },
  async run(context) {
    const { stdin, stdout } = process;
    const { server, isJson } = context;
    // Loaded before anybody can say anything: what comes while it is loaded would be told to nobody.
    if (stdin.isTTY && stdout.isTTY && !isJson) {
      const { TerminalChat } = await import('../chat/TerminalChat.ts');
      const session = await enterRoom(context);
      await new TerminalChat(session, server, stdin, stdout).run();
      await leaveRoom(session);
    } else {
      const { sendLines, tellNews } = await import('../chat/pipeChat.ts');
      const session = await enterRoom(context, {
        opened: (opened) => tellNews(opened, { server, output: stdout, isJson }),
      });
      await sendLines(session, stdin);
      await leaveRoom(session);
    }
    return undefined;
  },
};

export const chat: Command = {
  name: 'chat',
  args: ['room'],
  summary: 'Write one message into a room, or send a file there, and leave.',
  options: {
    name,
    send: { type: 'string', value: 'TEXT', help: 'what to write' },
    file: { type: 'string', value: 'PATH', help: 'send this file' },
  },
  async run(context) {
    const text = context.text('send')?.trim() ?? '';
    const path = context.text('file');
    if (text === '' && path === undefined) throw new UsageError('Say what to write: --send "Hello"');
    const file = path === undefined ? undefined : await openFileToSend(path);
    const session = await enterRoom(context);
    const { untilSent } = await import('../chat/untilSent.ts');
    try {
      if (text !== '') session.sendChat(text);
      if (file !== undefined) session.sendFile(file);
      await untilSent(session);
    } finally {
      await session.leave();
    }
    context.answer({ sent: text, file: file?.name ?? null }, 'Sent.');
    return undefined;
  },
};
