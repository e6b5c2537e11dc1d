import type { DtlsFingerprint } from '@parley/protocol/media';
import { expect, test } from 'vitest';
import { browserDtls } from '../../src/media/mediasoup/fingerprints.ts';

const LENGTHS: [DtlsFingerprint['algorithm'], number][] = [
  ['sha-1', 20],
  ['sha-224', 28],
  ['sha-256', 32],
  ['sha-384', 48],
  ['sha-512', 64],
];

test.each(LENGTHS)('a %s fingerprint has %d bytes', (algorithm, bytes) => {
  const value = (count: number) => Array(count).fill('ab').join(':');
  expect(browserDtls({ algorithm, value: value(bytes) })).toEqual({
    role: 'client',
    fingerprints: [{ algorithm, value: value(bytes).toUpperCase() }],
  });
  for (const wrong of [1, bytes - 1, bytes + 1]) {
    expect(() => browserDtls({ algorithm, value: value(wrong) })).toThrow(`has ${bytes} bytes`);
  }
});
