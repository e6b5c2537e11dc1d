import { fromBase32, toBase32 } from './base32.ts';
import {
  CHECK_ITEMS,
  type CheckItem,
  type CheckReport,
  type CheckResult,
  VERDICTS,
} from './CheckReport.ts';
import { CHECK_REASONS } from './reasons.ts';

/** What a code says. Values are rounded to about 6 %. */
export type DecodedCheck = {
  /** Epoch ms, to the minute. */
  readonly checkedAt: number;
  /** Such as `Chrome 156`. */
  readonly browser: string;
  readonly results: Partial<Record<CheckItem, CheckResult>>;
};

/** Rises when the form below changes. */
const VERSION = 1;
const EPOCH_MS = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const GROUP = 6;

/** The order is part of the code: only append. Edge says that it is Chrome too, so it is asked first. */
const BROWSERS = [
  ['Edge', /\bEdg(?:A|iOS)?\/(\d+)/],
  ['Firefox', /\b(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
  ['Safari', /\bVersion\/(\d+).*\bSafari\//],
] as const;

/**
 * A report as a short text that survives being read aloud: version, minute (3 bytes), browser (2), then
 * for each item one byte (verdict 2 bits, whether there is a value 1 bit, reason 5 bits) and one for its
 * value on a logarithmic scale, a checksum (2) at the end.
 */
export function toCheckCode({ checkedAt, browser, results }: Omit<CheckReport, 'version'>): string {
  const minutes = Math.max(0, Math.floor((checkedAt - EPOCH_MS) / MINUTE_MS));
  const bytes = [VERSION, (minutes >> 16) & 255, (minutes >> 8) & 255, minutes & 255];
  bytes.push(...browserBytes(browser));
  for (const item of CHECK_ITEMS) {
    const { verdict, reason, value } = results[item] ?? { verdict: 'unknown' };
    const reasonNumber = reason === undefined ? 0 : CHECK_REASONS.indexOf(reason) + 1;
    bytes.push((VERDICTS.indexOf(verdict) << 6) | (value === undefined ? 0 : 32) | reasonNumber);
    if (value !== undefined) bytes.push(toLogarithm(value));
  }
  const sum = checksum(bytes);
  const text = toBase32(Uint8Array.from([...bytes, sum >> 8, sum & 255]));
  return text.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? '';
}

/** @returns undefined for what is no code, or was mistyped */
export function fromCheckCode(code: string): DecodedCheck | undefined {
  const bytes = fromBase32(code);
  if (!bytes || bytes.length < 8 + CHECK_ITEMS.length || bytes[0] !== VERSION) return undefined;
  const body = [...bytes.subarray(0, -2)];
  const [high = 0, low = 0] = bytes.subarray(-2);
  if (checksum(body) !== ((high << 8) | low)) return undefined;
  let at = 1;
  const next = () => body[at++] ?? 0;
  const minutes = (next() << 16) | (next() << 8) | next();
  const browser = `${BROWSERS[next() - 1]?.[0] ?? 'another browser'} ${next() || ''}`.trim();
  const results: Partial<Record<CheckItem, CheckResult>> = {};
  for (const item of CHECK_ITEMS) {
    const packed = next();
    const value = packed & 32 ? fromLogarithm(next()) : undefined;
    const reason = CHECK_REASONS[(packed & 31) - 1];
    const verdict = VERDICTS[packed >> 6] ?? 'unknown';
    if (verdict === 'unknown' && reason === undefined) continue;
    results[item] = {
      verdict,
      ...(reason === undefined ? {} : { reason }),
      ...(value === undefined ? {} : { value }),
    };
  }
  return { checkedAt: EPOCH_MS + minutes * MINUTE_MS, browser, results };
}

function browserBytes(userAgent: string): [number, number] {
  for (const [index, [, pattern]] of BROWSERS.entries()) {
    const major = pattern.exec(userAgent)?.[1];
    if (major !== undefined) return [index + 1, Math.min(255, Number(major))];
  }
  return [0, 0];
}

function toLogarithm(value: number): number {
  return Math.min(255, Math.round(12 * Math.log2(1 + Math.max(0, value))));
}

function fromLogarithm(byte: number): number {
  return Math.round(2 ** (byte / 12) - 1);
}

/** CRC-16/CCITT-FALSE. */
function checksum(bytes: readonly number[]): number {
  let sum = 0xffff;
  for (const byte of bytes) {
    sum ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      sum = sum & 0x8000 ? ((sum << 1) ^ 0x1021) & 0xffff : (sum << 1) & 0xffff;
    }
  }
  return sum;
}
