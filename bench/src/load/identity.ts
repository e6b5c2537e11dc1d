import { X509Certificate } from 'node:crypto';
import type { DtlsFingerprint } from '@parley/protocol/media';
import { CipherContext, HashAlgorithm, NamedCurveAlgorithm, SignatureAlgorithm } from 'werift';

type Identity = {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly fingerprint: DtlsFingerprint;
};

const SIGNATURE = { hash: HashAlgorithm.sha256_4, signature: SignatureAlgorithm.ecdsa_3 } as const;

/** The certificate of all peers of the load: making one for each would be work that nobody measures. */
export const identity: Promise<Identity> = (async () => {
  const made = await CipherContext.createSelfSignedCertificateWithKey(
    SIGNATURE,
    NamedCurveAlgorithm.secp256r1_23,
  );
  const { fingerprint256 } = new X509Certificate(made.certPem);
  return {
    certificatePem: made.certPem,
    keyPem: made.keyPem,
    fingerprint: { algorithm: 'sha-256', value: fingerprint256 },
  };
})();

/** As DTLS names the signature of that certificate. */
export const identitySignature = SIGNATURE;
