import { fromBase64Url, toBase64Url } from './bytes.ts';

const X25519 = { name: 'X25519' } as const;

/** A device: its public key, which is its name, and the private one, which nobody can read out. */
export type DeviceIdentity = { readonly deviceKey: string; readonly privateKey: CryptoKey };

/** @throws {Error} where WebCrypto has no X25519 (before Chromium 133, Firefox 130, Safari 17) */
export async function makeIdentity(): Promise<DeviceIdentity> {
  const { publicKey, privateKey } = await makeKeyPair();
  return { deviceKey: await publicKeyText(publicKey), privateKey };
}

/** A pair whose private half cannot leave WebCrypto. */
export async function makeKeyPair(): Promise<CryptoKeyPair> {
  return (await crypto.subtle.generateKey(X25519, false, ['deriveBits'])) as CryptoKeyPair;
}

export async function publicKeyText(publicKey: CryptoKey): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.exportKey('raw', publicKey)));
}

/**
 * What the two halves share (RFC 7748, section 6.1).
 *
 * @throws {Error} for a public key with which anybody would share the same
 */
export async function agree(privateKey: CryptoKey, deviceKey: string): Promise<ArrayBuffer> {
  const publicKey = await crypto.subtle.importKey('raw', fromBase64Url(deviceKey), X25519, true, []);
  return crypto.subtle.deriveBits({ ...X25519, public: publicKey }, privateKey, 256);
}
