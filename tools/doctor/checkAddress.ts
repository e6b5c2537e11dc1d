import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect, type PeerCertificate } from 'node:tls';
import type { Finding } from './Finding.ts';
import { isLoopback } from './isLoopback.ts';

const WITHIN_MS = 8_000;
const DAY_MS = 86_400_000;
/** Certificates that renew themselves are replaced a month before; two weeks before, something hangs. */
const SOON_DAYS = 14;

/** The name, and the certificate behind it. */
export async function checkAddress(url: URL): Promise<{ addresses: string[]; findings: Finding[] }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const addresses = await lookup(host, { all: true }).then(
    (found) => found.map(({ address }) => address),
    () => [],
  );
  if (addresses.length === 0) {
    const text = `${host} has no address.`;
    const remedy = `Add an A (and AAAA) record for ${host} that names this server.`;
    return { addresses, findings: [{ check: 'DNS', level: 'fail', text, remedy }] };
  }
  const name: Finding[] = isIP(host)
    ? []
    : [{ check: 'DNS', level: 'ok', text: `${host} is ${addresses.join(', ')}` }];
  return { addresses, findings: [...name, await checkCertificate(url, host)] };
}

async function checkCertificate(url: URL, host: string): Promise<Finding> {
  const check = 'HTTPS';
  if (url.protocol === 'http:') {
    if (isLoopback(host)) return { check, level: 'ok', text: 'not needed on this very machine' };
    const text = 'The address begins with http: browsers give such a page no microphone and no camera.';
    return {
      check,
      level: 'fail',
      text,
      remedy: 'docker compose --profile tls up -d (README, "Host it in five minutes")',
    };
  }
  return explainCertificate(await readCertificate(host, Number(url.port || 443)), host, Date.now());
}

export type SeenCertificate =
  | { readonly failure: string }
  | {
      /** A code of Node's such as `CERT_HAS_EXPIRED`; undefined when it is trusted. */
      readonly distrust: string | undefined;
      readonly validTo: number;
      readonly issuer: string;
    };

export function explainCertificate(seen: SeenCertificate, host: string, now: number): Finding {
  const check = 'HTTPS';
  if ('failure' in seen) {
    const text = `No TLS at this address: ${seen.failure}`;
    return { check, level: 'fail', text, remedy: 'Let the proxy in front listen with a certificate.' };
  }
  const days = Math.floor((seen.validTo - now) / DAY_MS);
  if (days < 0 || seen.distrust === 'CERT_HAS_EXPIRED') {
    const text = `The certificate ran out ${Math.max(0, -days)} days ago.`;
    return {
      check,
      level: 'fail',
      text,
      remedy: 'Renew it; with Caddy, look into its log why it did not.',
    };
  }
  if (seen.distrust !== undefined)
    return { check, level: 'fail', ...explainDistrust(seen.distrust, host) };
  const text = `certificate of ${seen.issuer}, good for ${days} more days`;
  if (days >= SOON_DAYS) return { check, level: 'ok', text };
  return { check, level: 'warn', text, remedy: 'Find out why it was not renewed yet.' };
}

function explainDistrust(code: string, host: string): Pick<Finding, 'text' | 'remedy'> {
  switch (code) {
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { text: `The certificate is not for ${host}.`, remedy: `Get one that names ${host}.` };
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return {
        text: 'The chain of certificates is not complete.',
        remedy: 'Serve the whole chain (fullchain.pem), not the certificate alone.',
      };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
      return {
        text: 'The certificate is signed by itself; each browser has to be told to trust it.',
        remedy: 'Get one from a public authority, for example through Caddy.',
      };
    default:
      return { text: `Browsers will not trust the certificate (${code}).`, remedy: 'Get another one.' };
  }
}

function readCertificate(host: string, port: number): Promise<SeenCertificate> {
  return new Promise((resolve) => {
    const servername = isIP(host) ? {} : { servername: host };
    const socket = connect({ host, port, ...servername, rejectUnauthorized: false });
    socket.setTimeout(WITHIN_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', (error) => resolve({ failure: error.message }));
    socket.once('secureConnect', () => {
      const certificate: PeerCertificate = socket.getPeerCertificate();
      const error: unknown = socket.authorizationError;
      socket.destroy();
      resolve({
        distrust: socket.authorized ? undefined : codeOf(error),
        validTo: Date.parse(certificate.valid_to),
        issuer: [certificate.issuer?.O ?? certificate.issuer?.CN ?? 'an unnamed authority']
          .flat()
          .join(' '),
      });
    });
  });
}

function codeOf(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  return String(error);
}
