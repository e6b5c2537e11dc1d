import type { BaseLogger } from 'pino';
import type { Config } from '../config.ts';
import type { RateLimits } from '../rateLimits.ts';
import type { Storage } from '../storage/Storage.ts';
import { Accounts } from './Accounts.ts';
import { Authentication } from './Authentication.ts';
import { Codes } from './Codes.ts';
import { Cookies } from './Cookies.ts';
import { GuestMarks } from './GuestMarks.ts';
import { AccountMail } from './mail/AccountMail.ts';
import type { Mailer } from './mail/Mailer.ts';
import { Oidc } from './oidc/Oidc.ts';
import { Passwords } from './Passwords.ts';
import { Passkeys } from './passkeys/Passkeys.ts';
import { Sessions } from './Sessions.ts';
import { SignUp } from './SignUp.ts';

type Setup = {
  storage: Storage;
  config: Pick<Config, 'publicUrl' | 'signUp' | 'oidc'>;
  rateLimits: Pick<RateLimits, 'signIn' | 'mail'>;
  mailer: Mailer | undefined;
  now: () => number;
  newId: () => string;
  log: BaseLogger;
};

/** All by which the server knows who somebody is. */
export type Identities = {
  accounts: Accounts;
  authentication: Authentication;
  signUp: SignUp;
  sessions: Sessions;
  codes: Codes;
  passkeys: Passkeys;
  oidc: Oidc;
  mail: AccountMail;
  guests: GuestMarks;
  cookies: Cookies;
};

export async function createAccounts(setup: Setup): Promise<Identities> {
  const { storage, config, rateLimits, mailer, now, newId, log } = setup;
  const passwords = new Passwords();
  const sessions = new Sessions({ sessions: storage.sessions, now, newId });
  const codes = new Codes({ codes: storage.codes, now, newId });
  const accounts = new Accounts({
    accounts: storage.accounts,
    suspensions: storage.suspensions,
    sessions,
    now,
    newId,
  });
  const authentication = new Authentication({
    accounts: storage.accounts,
    stored: storage.passwords,
    passwords,
    sessions,
    budgets: rateLimits.signIn,
    deviceKey: await storage.secrets.get('devices'),
    now,
  });
  const signUp = new SignUp({
    policy: config.signUp,
    accounts: storage.accounts,
    passwords,
    codes,
    authentication,
    budget: rateLimits.signIn.signUp,
    now,
    newId,
  });
  const passkeys = new Passkeys({
    passkeys: storage.passkeys,
    authentication,
    budget: rateLimits.signIn.passkey,
    now,
    newId,
  });
  const oidc = new Oidc({
    settings: config.oidc,
    identities: storage.identities,
    authentication,
    signUp,
    budget: rateLimits.signIn.oidc,
    now,
    newId,
    log,
  });
  const mail = new AccountMail({
    mail: storage.mail,
    accounts,
    authentication,
    codes,
    mailer,
    budgets: rateLimits.mail,
    publicUrl: config.publicUrl,
    now,
    log,
  });
  const guests = new GuestMarks(await storage.secrets.get('guests'));
  const cookies = new Cookies(config.publicUrl);
  return { accounts, authentication, signUp, sessions, codes, passkeys, oidc, mail, guests, cookies };
}
