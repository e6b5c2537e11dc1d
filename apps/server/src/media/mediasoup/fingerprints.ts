import { ParleyError } from '@parley/protocol/errors';
import type { DtlsFingerprint } from '@parley/protocol/media';
import type { DtlsParameters } from 'mediasoup/types';

const HASH_BYTES: Readonly<Record<DtlsFingerprint['algorithm'], number>> = {
  'sha-1': 20,
  'sha-224': 28,
  'sha-256': 32,
  'sha-384': 48,
  'sha-512': 64,
};

/**
 * The browser's DTLS side: it opens the handshake (role `client`), so that the server's transport can
 * wait for it before anything was sent.
 *
 * @throws {ParleyError} `bad-request` for a hash of the wrong length
 */
export function browserDtls({ algorithm, value }: DtlsFingerprint): DtlsParameters {
  // n bytes are written as n pairs of digits with a colon between them.
  if (value.length !== HASH_BYTES[algorithm] * 3 - 1) {
    throw new ParleyError(
      'bad-request',
      `A ${algorithm} fingerprint has ${HASH_BYTES[algorithm]} bytes.`,
    );
  }
  // The worker compares text and writes capitals; RFC 8122 asks for capitals too.
  return { role: 'client', fingerprints: [{ algorithm, value: value.toUpperCase() }] };
}
