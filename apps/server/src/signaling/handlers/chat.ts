import { ParleyError } from '@parley/protocol/errors';
import { isCheckRoom } from '@parley/protocol/ids';
import type { Call } from '../../calls/Call.ts';
import { done, type TopicHandlers } from './Handlers.ts';

export const chatHandlers: TopicHandlers<'chat'> = {
  'chat:send': async (message, { call, peerId }) => {
    assertChats(call);
    return { reply: { message: await call.chat.send(peerId, message) } };
  },

  'chat:setWriting': ({ isWriting }, { call, peerId }) => {
    call.setWriting(peerId, isWriting);
    return done;
  },

  'chat:history': async ({ before }, { call }) => ({ reply: await call.chat.before(before) }),
};

/** @throws {ParleyError} `forbidden` */
export function assertChats({ room }: Pick<Call, 'room'>): void {
  if (!isCheckRoom(room.name)) return;
  throw new ParleyError('forbidden', 'Nothing is said in the self-test: nobody would keep it.');
}
