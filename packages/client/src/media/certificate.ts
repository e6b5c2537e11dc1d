import type { DtlsFingerprint } from '@parley/protocol/media';
import { DtlsFingerprint as Fingerprint } from '@parley/protocol/media';
import type { Log } from '../log.ts';

/** The DTLS certificate of both transports, and the hash by which the server will know it. */
export type Certificate = {
  readonly certificate: RTCCertificate;
  readonly fingerprint: DtlsFingerprint;
};

/** W3C WebRTC, section 4.9.2: ECDSA on P-256, which every browser can and no handshake waits for. */
const ALGORITHM: EcKeyGenParams = { name: 'ECDSA', namedCurve: 'P-256' };

/**
 * Makes a certificate before there is anybody to show it to, so that its fingerprint can go with the
 * request to join.
 * @returns null where it cannot be had; then each transport tells its own fingerprint when it starts
 */
export async function makeCertificate(log: Log): Promise<Certificate | null> {
  try {
    if (typeof globalThis.RTCPeerConnection?.generateCertificate !== 'function') return null;
    const certificate = await RTCPeerConnection.generateCertificate(ALGORITHM);
    const fingerprint = fromCertificate(certificate) ?? (await fromOffer(certificate));
    return fingerprint ? { certificate, fingerprint } : null;
  } catch (error) {
    log.warn('no certificate could be made ahead of time', error);
    return null;
  }
}

function fromCertificate(certificate: RTCCertificate): DtlsFingerprint | undefined {
  // Firefox has no getFingerprints, although the types promise it.
  if (typeof certificate.getFingerprints !== 'function') return undefined;
  for (const candidate of certificate.getFingerprints()) {
    const fingerprint = Fingerprint.safeParse(candidate);
    if (fingerprint.success) return fingerprint.data;
  }
  return undefined;
}

/** An offer that nobody gets carries the fingerprint as well (RFC 8122, section 5). */
async function fromOffer(certificate: RTCCertificate): Promise<DtlsFingerprint | undefined> {
  const connection = new RTCPeerConnection({ certificates: [certificate] });
  try {
    connection.addTransceiver('audio');
    const { sdp } = await connection.createOffer();
    const line = /^a=fingerprint:(\S+) (\S+)\s*$/m.exec(sdp ?? '');
    const fingerprint = Fingerprint.safeParse({
      algorithm: line?.[1]?.toLowerCase(),
      value: line?.[2],
    });
    return fingerprint.success ? fingerprint.data : undefined;
  } finally {
    connection.close();
  }
}
