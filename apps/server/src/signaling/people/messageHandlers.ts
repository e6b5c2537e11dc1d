import type { Messages } from '../../messages/Messages.ts';
import { done } from '../handlers/Handlers.ts';
import type { PeopleHandlers } from './PeopleHandlerTable.ts';

type MessageHandlers = Pick<
  PeopleHandlers,
  Extract<keyof PeopleHandlers, `device:${string}` | `message:${string}`>
>;

export function messageHandlers(messages: Messages): MessageHandlers {
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
  };
}
