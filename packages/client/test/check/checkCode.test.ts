import { describe, expect, it } from 'vitest';
import type { CheckReport } from '../../src/check/CheckReport.ts';
import { fromCheckCode, toCheckCode } from '../../src/check/checkCode.ts';
import { CHECK_REASONS } from '../../src/check/reasons.ts';

const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36';

const report: Omit<CheckReport, 'version'> = {
  checkedAt: Date.UTC(2026, 10, 21, 8, 30),
  browser: CHROME,
  results: {
    page: { verdict: 'good' },
    signaling: { verdict: 'weak', reason: 'polling-only', value: 180 },
    udp: { verdict: 'weak', reason: 'no-answer' },
    tcp: { verdict: 'good', value: 240 },
    turn: { verdict: 'unknown', reason: 'not-offered' },
    loss: { verdict: 'good', value: 0 },
    upload: { verdict: 'good', value: 2_480 },
    camera: { verdict: 'bad', reason: 'silent' },
  },
  server: { candidates: [], turnUrls: [] },
};

describe('the code for the operator', () => {
  it('is short, in groups, and says what the report says', () => {
    const code = toCheckCode(report);
    expect(code).toMatch(/^[0-9A-Z]{6}(-[0-9A-Z]{1,6})+$/);
    expect(code.length).toBeLessThan(64);
    const decoded = fromCheckCode(code);
    expect(decoded?.checkedAt).toBe(report.checkedAt);
    expect(decoded?.browser).toBe('Chrome 156');
    const rounded = { ...decoded?.results };
    for (const [item, result] of Object.entries(report.results)) {
      const read = rounded[item as keyof typeof rounded];
      expect(read).toMatchObject({
        verdict: result.verdict,
        ...(result.reason && { reason: result.reason }),
      });
      if (result.value === undefined) expect(read?.value).toBeUndefined();
      else expect(Math.abs((read?.value ?? -1) - result.value)).toBeLessThanOrEqual(result.value * 0.06);
    }
    expect(Object.keys(rounded).sort()).toEqual(Object.keys(report.results).sort());
  });

  it('survives being read aloud', () => {
    const code = toCheckCode(report);
    const spoken = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(fromCheckCode(spoken)).toEqual(fromCheckCode(code));
  });

  it('knows when a letter was mistyped, left out or made up', () => {
    const code = toCheckCode(report);
    for (let at = 0; at < code.length; at++) {
      if (code[at] === '-') continue;
      const typo = code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
      expect(fromCheckCode(typo), typo).toBeUndefined();
    }
    for (const wrong of ['', 'hello', code.slice(0, -3), `${code}9`, '💥']) {
      expect(fromCheckCode(wrong), wrong).toBeUndefined();
    }
  });

  it('holds every reason there is', () => {
    expect(CHECK_REASONS.length).toBeLessThanOrEqual(31);
    for (const reason of CHECK_REASONS) {
      const code = toCheckCode({ ...report, results: { page: { verdict: 'bad', reason } } });
      expect(fromCheckCode(code)?.results).toEqual({ page: { verdict: 'bad', reason } });
    }
  });
});
