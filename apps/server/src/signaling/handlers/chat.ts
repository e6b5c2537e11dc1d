import type { TopicHandlers } from './Handlers.ts';

export const chatHandlers: TopicHandlers<'chat'> = {
  'chat:send': async (message, { call, peerId }) => ({
    reply: { message: await call.chat.send(peerId, message) },
  }),

  'chat:history': async ({ before }, { call }) => ({ reply: await call.chat.before(before) }),
};
