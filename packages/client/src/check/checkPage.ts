import type { CheckResult } from './CheckReport.ts';

/** Whether this page may ask for devices at all (W3C Secure Contexts), and can make calls. */
export function checkPage(): CheckResult {
  if (!('RTCPeerConnection' in globalThis)) return { verdict: 'bad', reason: 'unsupported' };
  if (globalThis.isSecureContext === false) return { verdict: 'bad', reason: 'insecure-page' };
  return { verdict: 'good' };
}
