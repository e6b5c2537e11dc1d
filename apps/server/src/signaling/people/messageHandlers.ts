import type { MessageChannels } from '../../messages/MessageChannels.ts';
import type { Messages } from '../../messages/Messages.ts';
import { done } from '../handlers/Handlers.ts';
import type { PeopleHandlers } from './PeopleHandlerTable.ts';

type MessageHandlers = Pick<
  PeopleHandlers,
  Extract<keyof PeopleHandlers, `channel:${string}` | `device:${string}` | `message:${string}`>
>;

export type MessageParts = { messages: Messages; channels: MessageChannels };

export function messageHandlers({ messages, channels }: MessageParts): MessageHandlers {
  return {
    'device:open': async (device, { person, tab }) => {
      const reply = await messages.openDevice(person, device);
      // From here on it is told what waits, also when it has asked for no snapshot.
      return { reply, afterwards: tab.beginAnswer() };
    },

    'device:list': async ({ accountId }, { person }) => ({
      reply: { deviceKeys: await messages.deviceKeys(person, accountId) },
    }),

    'device:remove': async ({ deviceKey }, { person }) => {
      await messages.removeDevice(person, deviceKey);
      return done;
    },

    'message:send': async (message, { person }) => ({ reply: await messages.send(person, message) }),

    'message:fetch': async (request, { person }) => ({ reply: await messages.fetch(person, request) }),

    'channel:allow': ({ isAllowed }, by) => ({ reply: { isOffered: channels.allow(by, isAllowed) } }),

    'channel:begin': ({ accountId }, by) => {
      channels.begin(by, accountId);
      return done;
    },

    'channel:tell': ({ channelId, signal }, { tab }) => {
      channels.tell(tab, channelId, signal);
      return done;
    },

    'channel:end': ({ channelId }, { tab }) => {
      channels.end(tab, channelId);
      return done;
    },
  };
}
