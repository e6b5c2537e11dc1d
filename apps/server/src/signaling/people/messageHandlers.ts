import type { Archives } from '../../messages/Archives.ts';
import type { MessageChannels } from '../../messages/MessageChannels.ts';
import type { Messages } from '../../messages/Messages.ts';
import { done } from '../handlers/Handlers.ts';
import type { PeopleHandlers } from './PeopleHandlerTable.ts';

type MessageHandlers = Pick<
  PeopleHandlers,
  Extract<
    keyof PeopleHandlers,
    | `archive:${string}`
    | `channel:${string}`
    | `device:${string}`
    | `file:${string}`
    | `message:${string}`
  >
>;

export type MessageParts = { messages: Messages; archives: Archives; channels: MessageChannels };

export function messageHandlers({ messages, archives, channels }: MessageParts): MessageHandlers {
  return {
    'device:open': async (device, { person, tab }) => {
      const reply = await messages.openDevice(person, device);
      tab.deviceKey = device.deviceKey;
      // From here on it is told what waits, also when it has asked for no snapshot.
      return { reply, afterwards: tab.beginAnswer() };
    },

    'device:list': async ({ accountId }, { person }) => ({
      reply: { deviceKeys: await messages.deviceKeys(person, accountId) },
    }),

    'device:remove': async ({ deviceKey }, { person }) => {
      await messages.removeDevice(person, deviceKey);
      channels.deviceRemoved(person, deviceKey);
      return done;
    },

    'file:offer': async (file, { person }) => ({
      reply: { fileId: await messages.offerFile(person, file) },
    }),

    'message:send': async (message, { person }) => ({ reply: await messages.send(person, message) }),

    'message:fetch': async (request, { person }) => ({ reply: await messages.fetch(person, request) }),

    'archive:put': async (part, { person }) => {
      await archives.put(person, part);
      return done;
    },

    'archive:find': async (_request, { person }) => ({
      reply: { archive: await archives.find(person.accountId) },
    }),

    'archive:get': async (wanted, { person }) => ({
      reply: { body: await archives.part(person, wanted) },
    }),

    'archive:remove': async ({ archiveId }, { person }) => {
      await archives.remove(person, archiveId);
      return done;
    },

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
