import type { pushEndpoints } from '@parley/protocol/api/push';
import type { SignedIn } from '../../../accounts/Sessions.ts';
import type { Notifications } from '../../../push/Notifications.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';

export function pushHandlers(notifications: Notifications): ApiTopic<typeof pushEndpoints> {
  const sessionOf = ({ account: { accountId }, sessionId }: SignedIn) => ({ accountId, sessionId });
  return {
    'GET /account/push': async (_asked, by) => ({
      reply: {
        isOn: await notifications.isOn(sessionOf(by)),
        publicKey: notifications.publicKey,
      },
    }),

    'PUT /account/push': async ({ body }, by) => {
      await notifications.turnOn(sessionOf(by), body);
      return done;
    },

    'DELETE /account/push': async (_asked, by) => {
      await notifications.turnOff(sessionOf(by));
      return done;
    },
  };
}
