import { toAccountName } from '@parley/protocol/account';
import type { accountEndpoints } from '@parley/protocol/api/accounts';
import type { FastifyRequest } from 'fastify';
import type { Accounts } from '../../../accounts/Accounts.ts';
import type { Authentication, Entered } from '../../../accounts/Authentication.ts';
import type { Cookies } from '../../../accounts/Cookies.ts';
import {
  describeIdentity,
  describePasskey,
  exportAccount,
  listSessions,
} from '../../../accounts/exportAccount.ts';
import type { GuestMarks } from '../../../accounts/GuestMarks.ts';
import type { AccountMail } from '../../../accounts/mail/AccountMail.ts';
import type { Oidc } from '../../../accounts/oidc/Oidc.ts';
import type { Passkeys } from '../../../accounts/passkeys/Passkeys.ts';
import { readPicture } from '../../../accounts/readPicture.ts';
import type { Sessions } from '../../../accounts/Sessions.ts';
import type { SignUp } from '../../../accounts/SignUp.ts';
import type { Files } from '../../../files/Files.ts';
import type { KeptRooms } from '../../../keptRooms/KeptRooms.ts';
import type { Messages } from '../../../messages/Messages.ts';
import type { People } from '../../../people/People.ts';
import type { Notifications } from '../../../push/Notifications.ts';
import type { MissedCalls } from '../../../ringing/MissedCalls.ts';
import { type ApiTopic, done } from '../ApiHandlers.ts';
import type { Caller } from '../Caller.ts';
import { clientIn, entryCookies } from '../clients.ts';

type Setup = {
  accounts: Accounts;
  authentication: Authentication;
  signUp: SignUp;
  sessions: Sessions;
  cookies: Cookies;
  guests: GuestMarks;
  passkeys: Pick<Passkeys, 'of'>;
  oidc: Pick<Oidc, 'of' | 'provider'>;
  mail: Pick<AccountMail, 'address' | 'isOffered'>;
  people: Pick<People, 'snapshotOf' | 'viewer'>;
  missedCalls: Pick<MissedCalls, 'of'>;
  notifications: Pick<Notifications, 'of'>;
  files: Pick<Files, 'of'>;
  messages: Pick<Messages, 'export'>;
  keptRooms: Pick<KeptRooms, 'ownRooms'>;
  now: () => number;
};

export function accountHandlers({
  accounts,
  authentication,
  signUp,
  sessions,
  cookies,
  guests,
  passkeys,
  oidc,
  mail,
  people,
  missedCalls,
  notifications,
  files,
  messages,
  keptRooms,
  now,
}: Setup): ApiTopic<typeof accountEndpoints> {
  const clientOf = (request: FastifyRequest, caller: Caller) => clientIn(request, caller, cookies);
  const entry = (entered: Entered) => ({ 'set-cookie': entryCookies(entered, cookies) });

  return {
    'POST /accounts': async ({ body, request }, caller) => {
      const entered = await signUp.signUp(body, clientOf(request, caller));
      return { reply: entered.account, headers: entry(entered) };
    },

    'GET /session': ({ request: { headers } }, { account }) => {
      const guest = account ? undefined : guests.read(cookies.guestMark(headers));
      return {
        reply: {
          account: account ?? null,
          signUp: signUp.policy,
          guest: guest ? { name: guest.name } : null,
          hasMail: mail.isOffered,
          oidc: oidc.provider,
        },
        // Every page that shows who is signed in asks this: so it lasts from its last use.
        headers: account ? { 'set-cookie': cookies.renewed(headers) } : {},
      };
    },

    'POST /session': async ({ body, request }, caller) => {
      const { name, password, asToken } = body;
      const entered = await authentication.signIn(
        toAccountName(name),
        password,
        clientOf(request, caller),
      );
      const { account, token } = entered;
      return asToken ? { reply: { account, token } } : { reply: { account }, headers: entry(entered) };
    },

    'DELETE /session': async (_asked, { account, sessionId }) => {
      if (account && sessionId) await sessions.end(account.accountId, sessionId);
      return { ...done, headers: { 'set-cookie': cookies.noSession() } };
    },

    'GET /account': (_asked, { account }) => ({ reply: account }),

    'PATCH /account': async ({ body }, { account }) => ({
      reply: await accounts.setDisplayName(account.accountId, body.displayName),
    }),

    'PUT /account/picture': async ({ body }, { account }) => ({
      reply: await accounts.setPicture(account.accountId, readPicture(body)),
    }),

    'DELETE /account/picture': async (_asked, { account }) => ({
      reply: await accounts.setPicture(account.accountId, null),
    }),

    'PUT /account/password': async ({ body, request }, by) => {
      await authentication.changePassword(by, body.current, body.password, clientOf(request, by));
      return done;
    },

    'POST /account/reset': async ({ body, request }, caller) => {
      const { name, code, password } = body;
      const entered = await authentication.reset(
        toAccountName(name),
        code,
        password,
        clientOf(request, caller),
      );
      return { reply: entered.account, headers: entry(entered) };
    },

    'POST /account/close': async ({ body, request }, by) => {
      await authentication.confirm(by, body.password, clientOf(request, by));
      await accounts.remove(by.account.accountId);
      return { ...done, headers: { 'set-cookie': cookies.noSession() } };
    },

    'GET /account/export': async (_asked, by) => ({
      reply: await exportAccount({ accounts, sessions }, by, {
        passkeys: (await passkeys.of(by.account.accountId)).map(describePasskey),
        identities: (await oidc.of(by.account.accountId)).map(describeIdentity),
        mailAddress: await mail.address(by.account.accountId),
        phoneBook: await people.snapshotOf(by.account.accountId),
        missedCalls: await missedCalls.of(await people.viewer(by.account.accountId)),
        notifications: (await notifications.of(by.account.accountId)).map(({ endpoint, createdAt }) => ({
          endpoint,
          createdAt,
        })),
        ...(await messages.export(by.account.accountId)),
        keptRooms: await keptRooms.ownRooms(by.account),
        files: await files.of(by.account.accountId),
        now: now(),
      }),
      headers: { 'content-disposition': `attachment; filename="parley-${by.account.name}.json"` },
    }),

    'GET /account/sessions': async (_asked, by) => ({
      reply: { sessions: await listSessions(sessions, by) },
    }),

    'DELETE /account/sessions': async (_asked, { account, sessionId }) => {
      await sessions.endAll(account.accountId, sessionId);
      return done;
    },

    'DELETE /account/sessions/:sessionId': async ({ params }, { account }) => {
      await sessions.end(account.accountId, params.sessionId);
      return done;
    },
  };
}
