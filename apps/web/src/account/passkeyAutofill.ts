import type { OwnAccount } from '@parley/protocol/account';
import { api } from './account.ts';
import { hasPasskeys } from './passkeys.ts';

/** What is asked for with a passkey is good for five minutes: a page that stays open asks anew before. */
const RENEWED_AFTER_MS = 4 * 60_000;

/**
 * Lets the browser offer this site's passkeys where it fills in the name (conditional mediation, W3C Web
 * Authentication, level 3, 5.1.4), until somebody chooses one.
 *
 * @param left ends it
 * @returns undefined when it has ended, or the browser cannot do this
 * @throws {ParleyError} of the server
 */
export async function signInByAutofill(left: AbortSignal): Promise<OwnAccount | undefined> {
  if (!hasPasskeys() || !(await canOffer())) return undefined;
  while (!left.aborted) {
    const { options } = await api.ask('POST /session/passkey/options');
    const renewed = AbortSignal.timeout(RENEWED_AFTER_MS);
    const chosen = await offer(options, AbortSignal.any([left, renewed]));
    if (chosen !== undefined) {
      return api.ask('POST /session/passkey', { body: { credential: { ...chosen.toJSON() } } });
    }
    if (!renewed.aborted) return undefined;
  }
  return undefined;
}

/** Browsers came to this later than to passkeys. */
async function canOffer(): Promise<boolean> {
  return (
    typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function' &&
    typeof PublicKeyCredential.isConditionalMediationAvailable === 'function' &&
    (await PublicKeyCredential.isConditionalMediationAvailable())
  );
}

/** @returns undefined when it was ended, or the browser does not want to */
async function offer(
  options: Record<string, unknown>,
  signal: AbortSignal,
): Promise<PublicKeyCredential | undefined> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    // The server made it; the browser checks it.
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  );
  // Whatever keeps a browser from it, there are the other ways in.
  const chosen = await navigator.credentials
    .get({ mediation: 'conditional', publicKey, signal })
    .catch(() => null);
  return chosen instanceof PublicKeyCredential ? chosen : undefined;
}
