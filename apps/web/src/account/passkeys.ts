import type { OwnAccount } from '@parley/protocol/account';
import type { Passkey } from '@parley/protocol/api/passkeys';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { api } from './account.ts';

/** Why there is no passkey: not here, not wanted (or nobody touched it in time), or there already. */
export type PasskeyObstacle = 'unsupported' | 'cancelled' | 'known';

export class PasskeyError extends Error {
  override readonly name = 'PasskeyError';
  readonly obstacle: PasskeyObstacle;

  constructor(obstacle: PasskeyObstacle, cause: unknown) {
    super(`No passkey: ${obstacle}`, { cause });
    this.obstacle = obstacle;
  }
}

/** Whether this page can have any: browsers give them to secure pages that have a name for an address. */
export function hasPasskeys(): boolean {
  return isSecureContext && typeof PublicKeyCredential === 'function' && !isAddress(location.hostname);
}

/** Of a machine and not of a site (W3C Web Authentication, level 3, 5.1.3). */
function isAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host);
}

const load = () => import('@simplewebauthn/browser');

/** @throws {ParleyError} of the server; {@link PasskeyError} of the browser or its person */
export async function addPasskey(name: string, password: string): Promise<Passkey> {
  const { options } = await api.ask('POST /account/passkeys/options', { body: { password } });
  const { startRegistration } = await load();
  // The server made it; the browser checks it.
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  const credential = await startRegistration({ optionsJSON }).catch(explain);
  return api.ask('POST /account/passkeys', { body: { name, credential: { ...credential } } });
}

/** @throws {ParleyError} of the server; {@link PasskeyError} of the browser or its person */
export async function signInWithPasskey(): Promise<OwnAccount> {
  const { options } = await api.ask('POST /session/passkey/options');
  const { startAuthentication } = await load();
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  const credential = await startAuthentication({ optionsJSON }).catch(explain);
  return api.ask('POST /session/passkey', { body: { credential: { ...credential } } });
}

/** The names are W3C's: Web Authentication, level 3, 5.1.3 and 5.1.4. */
function explain(error: unknown): never {
  const name = error instanceof Error ? error.name : '';
  if (name === 'InvalidStateError') throw new PasskeyError('known', error);
  if (name === 'NotAllowedError' || name === 'AbortError') throw new PasskeyError('cancelled', error);
  throw new PasskeyError('unsupported', error);
}
