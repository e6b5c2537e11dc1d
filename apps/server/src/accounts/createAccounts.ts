import type { BaseLogger } from 'pino';
import type { Config } from '../config.ts';
import type { RateLimits } from '../rateLimits.ts';
import type { Storage } from '../storage/Storage.ts';
import { Accounts } from './Accounts.ts';
import { Cookies } from './Cookies.ts';
import { GuestMarks } from './GuestMarks.ts';
import { AccountMail } from './mail/AccountMail.ts';
import type { Mailer } from './mail/Mailer.ts';
import { Oidc } from './oidc/Oidc.ts';
import { Passkeys } from './passkeys/Passkeys.ts';

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
  passkeys: Passkeys;
  oidc: Oidc;
  mail: AccountMail;
  guests: GuestMarks;
  cookies: Cookies;
};

export async function createAccounts(setup: Setup): Promise<Identities> {
  const { storage, config, rateLimits, mailer, now, newId, log } = setup;
  const accounts = new Accounts({
    repositories: storage,
    signUpPolicy: config.signUp,
    budgets: rateLimits.signIn,
    deviceKey: await storage.secrets.get('devices'),
    now,
    newId,
  });
  const passkeys = new Passkeys({
    passkeys: storage.passkeys,
    accounts,
    budget: rateLimits.signIn.passkey,
    now,
    newId,
  });
  const oidc = new Oidc({
    settings: config.oidc,
    identities: storage.identities,
    accounts,
    budget: rateLimits.signIn.oidc,
    now,
    newId,
    log,
  });
  const mail = new AccountMail({
    mail: storage.mail,
    accounts,
    mailer,
    budgets: rateLimits.mail,
    publicUrl: config.publicUrl,
    now,
    log,
  });
  const guests = new GuestMarks(await storage.secrets.get('guests'));
  return { accounts, passkeys, oidc, mail, guests, cookies: new Cookies(config.publicUrl) };
}
