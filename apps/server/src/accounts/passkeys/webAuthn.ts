import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import type { Account } from '../../storage/AccountRepository.ts';
import type { KeptPasskey } from '../../storage/PasskeyRepository.ts';

/** How long a person may take to touch a key, in milliseconds. */
export const CHALLENGE_MS = 5 * 60_000;

/** What passkeys are bound to: they work on this host alone, from pages of this origin. */
export type Site = { readonly host: string; readonly origin: string };

/** As the browser sent it; what it should be is found out below. */
export type Untrusted = Readonly<Record<string, unknown>>;

/** EdDSA, ES256 and RS256 (RFC 9053, RFC 8812): what is everywhere, the best first. */
const ALGORITHMS = [-8, -7, -257];

/** Half a second and 35 MB, for those who use it. */
const load = () => import('@simplewebauthn/server');

/** A key that its keychain finds by itself (no name has to be typed) and opens only to its owner. */
export async function creationOptions(
  { accountId, name, displayName }: Account,
  challenge: string,
  { host }: Site,
  known: readonly KeptPasskey[],
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await load();
  return generateRegistrationOptions({
    rpName: 'Parley',
    rpID: host,
    userName: name,
    userDisplayName: displayName,
    userID: bytesOf(Buffer.from(accountId)),
    challenge: bytesOf(Buffer.from(challenge, 'base64url')),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: known.map(({ credentialId }) => ({ id: credentialId })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/**
 * Names no passkeys: a list of somebody's would tell that there is such a person. Whoever sees the form to sign in asks
 * for these, so nothing is loaded for them.
 */
export function requestOptions(
  challenge: string,
  { host }: Site,
): PublicKeyCredentialRequestOptionsJSON {
  return { rpId: host, challenge, timeout: CHALLENGE_MS, userVerification: 'required' };
}

/** @returns undefined for anything but a new passkey that was made here, now, by its verified owner */
export async function readNew(
  credential: Untrusted,
  challenge: string,
  { host, origin }: Site,
): Promise<Pick<KeptPasskey, 'credentialId' | 'publicKey' | 'counter' | 'isSynced'> | undefined> {
  const { verifyRegistrationResponse } = await load();
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      // It throws for whatever does not have this form.
      response: credential as unknown as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    });
    if (!verified) return undefined;
    const { id, publicKey, counter } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      isSynced: registrationInfo.credentialBackedUp,
    };
  } catch {
    return undefined;
  }
}

/** @returns undefined for anything but a signature by this passkey, here, now, by its verified owner */
export async function readUse(
  credential: Untrusted,
  passkey: KeptPasskey,
  challenge: string,
  { host, origin }: Site,
): Promise<{ newCounter: number; isSynced: boolean } | undefined> {
  const { verifyAuthenticationResponse } = await load();
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: credential as unknown as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: {
        id: passkey.credentialId,
        publicKey: bytesOf(Buffer.from(passkey.publicKey, 'base64url')),
        counter: passkey.counter,
      },
    });
    if (!verified) return undefined;
    const { newCounter, credentialBackedUp } = authenticationInfo;
    return { newCounter, isSynced: credentialBackedUp };
  } catch {
    return undefined;
  }
}

/** Whose passkey it says it is; undefined when it does not say so in this form. */
export function claimOf({
  id,
  response,
}: Untrusted): { credentialId: string; accountId: string } | undefined {
  if (typeof id !== 'string' || typeof response !== 'object' || response === null) return undefined;
  const { userHandle } = response as Untrusted;
  if (typeof userHandle !== 'string') return undefined;
  return { credentialId: id, accountId: Buffer.from(userHandle, 'base64url').toString() };
}

/** With a buffer of its own, as the package wants it. */
function bytesOf(buffer: Buffer): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(buffer);
}
