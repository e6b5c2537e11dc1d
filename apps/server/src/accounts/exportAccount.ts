import type { AccountExport, SessionEntry } from '@parley/protocol/api/accounts';
import type { Identity } from '@parley/protocol/api/oidc';
import type { Passkey } from '@parley/protocol/api/passkeys';
import type { KeptIdentity } from '../storage/IdentityRepository.ts';
import type { KeptPasskey } from '../storage/PasskeyRepository.ts';
import type { Accounts } from './Accounts.ts';
import type { Sessions, SignedIn } from './Sessions.ts';

export async function listSessions(
  sessions: Pick<Sessions, 'of'>,
  by: SignedIn,
): Promise<SessionEntry[]> {
  const begun = await sessions.of(by.account.accountId);
  return begun.map(({ sessionId, userAgent, createdAt, lastUsedAt }) => ({
    sessionId,
    userAgent,
    createdAt,
    lastUsedAt,
    isCurrent: sessionId === by.sessionId,
  }));
}

/** As its owner sees it: without what a signature is checked with. */
export function describePasskey(passkey: KeptPasskey): Passkey {
  const { passkeyId, name, createdAt, lastUsedAt, isSynced } = passkey;
  return { passkeyId, name, createdAt, lastUsedAt, isSynced };
}

export function describeIdentity(identity: KeptIdentity): Identity {
  const { identityId, issuer, subject, linkedAt, lastUsedAt } = identity;
  return { identityId, issuer, subject, linkedAt, lastUsedAt };
}

/** All that is kept of a person, but for what nobody is given: the hash of the password. */
export async function exportAccount(
  { accounts, sessions }: { accounts: Pick<Accounts, 'picture'>; sessions: Pick<Sessions, 'of'> },
  by: SignedIn,
  {
    now,
    ...others
  }: Pick<
    AccountExport,
    | 'passkeys'
    | 'identities'
    | 'mailAddress'
    | 'phoneBook'
    | 'missedCalls'
    | 'notifications'
    | 'devices'
    | 'messages'
    | 'archive'
    | 'keptRooms'
    | 'files'
  > & {
    now: number;
  },
): Promise<AccountExport> {
  const { accountId } = by.account;
  const picture = await accounts.picture(accountId);
  return {
    exportedAt: now,
    account: by.account,
    picture: picture ? { ...picture, data: picture.data.toString('base64') } : null,
    sessions: await listSessions(sessions, by),
    ...others,
  };
}
