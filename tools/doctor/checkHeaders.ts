import type { IncomingHttpHeaders } from 'node:http';
import type { Finding } from './Finding.ts';
import { get } from './get.ts';

export async function checkHeaders(url: URL): Promise<Finding[]> {
  return explainHeaders((await get(url)).headers, url);
}

/** What a proxy takes away or adds, and what then does not work. */
export function explainHeaders(headers: IncomingHttpHeaders, url: URL): Finding[] {
  const check = 'headers';
  const findings: Finding[] = [];
  const policy = String(headers['permissions-policy'] ?? '');
  for (const device of ['microphone', 'camera', 'display-capture']) {
    if (new RegExp(`\\b${device}=\\((?!self|\\*)`).test(policy)) {
      const text = `Permissions-Policy forbids ${device}: the browser will not even ask.`;
      const remedy = `Let the proxy leave Permissions-Policy alone, or say ${device}=(self).`;
      findings.push({ check, level: 'fail', text, remedy });
    }
  }
  if (headers['content-security-policy'] === undefined) {
    const text = 'Content-Security-Policy is missing; Parley sends one.';
    findings.push({ check, level: 'warn', text, remedy: 'Let the proxy pass it on.' });
  }
  if (url.protocol === 'https:' && headers['strict-transport-security'] === undefined) {
    const text = 'Strict-Transport-Security is missing.';
    findings.push({ check, level: 'warn', text, remedy: `PUBLIC_URL=${url.origin}` });
  }
  return findings.length > 0 ? findings : [{ check, level: 'ok', text: 'as Parley sends them' }];
}
