import type { operatorEndpoints } from '@parley/protocol/api/operators';
import { ParleyError } from '@parley/protocol/errors';
import type { Accounts } from '../../../accounts/Accounts.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';

const ACCOUNTS_IN_PAGE = 100;
const INVITED_FOR_DAYS = 14;

/** What operators do for the people with an account. */
export function operatorHandlers(accounts: Accounts): ApiTopic<typeof operatorEndpoints> {
  return {
    'GET /accounts': async ({ query: { after } }) => ({
      reply: { accounts: await accounts.page({ after, limit: ACCOUNTS_IN_PAGE }) },
    }),

    'PUT /accounts/:accountId/operator': async ({ params: { accountId }, body: { isOperator } }) => ({
      reply: await accounts.setOperator(accountId, isOperator),
    }),

    'POST /accounts/:accountId/reset-code': async ({ params: { accountId } }) => {
      if ((await accounts.find(accountId)) === undefined) {
        throw new ParleyError('not-found', 'There is no such account.');
      }
      return { reply: await accounts.codes.issueReset(accountId) };
    },

    'GET /invitations': async () => ({
      reply: { invitations: await accounts.codes.invitations() },
    }),

    'POST /invitations': async ({ body: { note = '', forDays = INVITED_FOR_DAYS } }) => ({
      reply: await accounts.codes.invite(note, forDays),
    }),

    'DELETE /invitations/:invitationId': async ({ params: { invitationId } }) => {
      await accounts.codes.withdraw(invitationId);
      return done;
    },
  };
}
