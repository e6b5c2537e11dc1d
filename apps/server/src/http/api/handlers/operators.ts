import type { operatorEndpoints } from '@parley/protocol/api/operators';
import { ParleyError } from '@parley/protocol/errors';
import type { Accounts } from '../../../accounts/Accounts.ts';
import type { Codes } from '../../../accounts/Codes.ts';
import type { Account } from '../../../storage/AccountRepository.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';

const ACCOUNTS_IN_PAGE = 100;
const INVITED_FOR_DAYS = 14;

function assertNotOwn(own: Account | undefined, accountId: string): void {
  if (own?.accountId === accountId) throw new ParleyError('conflict', 'This account is your own.');
}

type Setup = { accounts: Accounts; codes: Codes };

/** What operators do for the people with an account. */
export function operatorHandlers({ accounts, codes }: Setup): ApiTopic<typeof operatorEndpoints> {
  const assertExists = async (accountId: string) => {
    if (await accounts.find(accountId)) return;
    throw new ParleyError('not-found', 'There is no such account.');
  };

  return {
    'GET /accounts': async ({ query: { after } }) => ({
      reply: { accounts: await accounts.page({ after, limit: ACCOUNTS_IN_PAGE }) },
    }),

    'PUT /accounts/:accountId/operator': async ({ params: { accountId }, body: { isOperator } }) => ({
      reply: await accounts.setOperator(accountId, isOperator),
    }),

    'PUT /accounts/:accountId/suspension': async ({ params: { accountId }, body }, { account }) => {
      // Whoever shuts themself out could not let themself in again.
      if (body.isSuspended) assertNotOwn(account, accountId);
      return { reply: await accounts.setSuspended(accountId, body.isSuspended) };
    },

    'DELETE /accounts/:accountId': async ({ params: { accountId } }, { account }) => {
      // That wants the password, which an open tab must not be enough to do without.
      assertNotOwn(account, accountId);
      await assertExists(accountId);
      await accounts.remove(accountId);
      return done;
    },

    'POST /accounts/:accountId/reset-code': async ({ params: { accountId } }) => {
      await assertExists(accountId);
      return { reply: await codes.issueReset(accountId) };
    },

    'GET /invitations': async () => ({
      reply: { invitations: await codes.invitations() },
    }),

    'POST /invitations': async ({ body: { note = '', forDays = INVITED_FOR_DAYS } }) => ({
      reply: await codes.invite(note, forDays),
    }),

    'DELETE /invitations/:invitationId': async ({ params: { invitationId } }) => {
      await codes.withdraw(invitationId);
      return done;
    },
  };
}
