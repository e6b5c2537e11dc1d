import { CHECK_ITEMS, type CheckItem } from '../../packages/client/src/check/CheckReport.ts';
import { fromCheckCode } from '../../packages/client/src/check/checkCode.ts';
import type { Finding } from './Finding.ts';

const UNITS: Readonly<Partial<Record<CheckItem, string>>> = {
  loss: 'of 1000 packets lost',
  upload: 'kbit/s',
  download: 'kbit/s',
};

/** What somebody's connection check has found, from the code that they sent. */
export function readCode(code: string): Finding[] {
  const decoded = fromCheckCode(code);
  if (!decoded) {
    const text = 'This is no code, or a letter of it is wrong or missing.';
    return [{ check: 'code', level: 'fail', text, remedy: 'Ask for it again, as a copy.' }];
  }
  const when = new Date(decoded.checkedAt).toISOString().slice(0, 16).replace('T', ' ');
  const findings: Finding[] = [{ check: 'code', level: 'ok', text: `${decoded.browser}, ${when} UTC` }];
  for (const check of CHECK_ITEMS) {
    const result = decoded.results[check];
    if (!result) continue;
    const { verdict, reason, value } = result;
    const level = verdict === 'good' ? 'ok' : verdict === 'bad' ? 'fail' : 'warn';
    const figure = value === undefined ? undefined : `about ${value} ${UNITS[check] ?? 'ms'}`;
    const text = [reason ?? verdict, figure].filter((part) => part !== undefined).join(', ');
    findings.push({ check, level, text });
  }
  return findings;
}
