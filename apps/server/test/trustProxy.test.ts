import { describe, expect, test } from 'vitest';
import { clientAddress, parseTrust, type Trust, trustFunction } from '../src/trustProxy.ts';

function addressOf(trust: Trust, remoteAddress: string, forwarded?: string): string {
  const request = {
    headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded },
    socket: { remoteAddress },
  };
  return clientAddress(request as Parameters<typeof clientAddress>[0], trustFunction(trust));
}

test.each([
  [undefined, false],
  ['false', false],
  ['true', true],
  ['2', 2],
  ['10.0.0.0/8, ::1', ['10.0.0.0/8', '::1']],
  ['nginx', undefined],
  ['10.0.0.0/33', undefined],
  ['10.0.0.0/8/8', undefined],
])('TRUST_PROXY=%s', (text, trust) => {
  expect(parseTrust(text)).toEqual(trust);
});

describe('the address of a client', () => {
  test.each<[Trust, string, string | undefined, string]>([
    [false, '10.0.0.1', '198.51.100.7', '10.0.0.1'],
    [true, '10.0.0.1', '198.51.100.7, 10.0.0.2', '198.51.100.7'],
    [1, '10.0.0.1', 'made-up, 1.1.1.1, 198.51.100.7', '198.51.100.7'],
    [2, '10.0.0.1', '1.1.1.1, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
    [['10.0.0.0/8'], '10.0.0.1', '1.1.1.1, 198.51.100.7, 10.0.0.2', '198.51.100.7'],
    [['10.0.0.0/8'], '::ffff:10.0.0.1', '198.51.100.7', '198.51.100.7'],
    [['10.0.0.0/8'], '192.0.2.1', '198.51.100.7', '192.0.2.1'],
    [['fd00::/8'], 'fd00::1', '2001:db8::7', '2001:db8::7'],
    [true, '10.0.0.1', undefined, '10.0.0.1'],
    [true, '10.0.0.1', 'unknown, , <script>', '10.0.0.1'],
    // Nothing is believed that stands beyond what is no address.
    [true, '10.0.0.1', '1.1.1.1, unknown, 198.51.100.7', '198.51.100.7'],
    [2, '10.0.0.1', '1.1.1.1, unknown', '10.0.0.1'],
    [true, '10.0.0.1', '198.51.100.7:5000', '198.51.100.7'],
    [true, '10.0.0.1', '[2001:db8::7]:5000', '2001:db8::7'],
    [true, '10.0.0.1', '[2001:db8::7]', '2001:db8::7'],
    [true, '10.0.0.1', '2001:db8::7', '2001:db8::7'],
    // Whoever says to be this machine, which no limit holds for.
    [true, '10.0.0.1', '127.0.0.1, 198.51.100.7', '198.51.100.7'],
    [true, '10.0.0.1', '127.1.2.3', '10.0.0.1'],
    [1, '10.0.0.1', '::1', '10.0.0.1'],
    [1, '10.0.0.1', '[::1]:80', '10.0.0.1'],
    [1, '10.0.0.1', '::ffff:127.0.0.1', '10.0.0.1'],
    [1, '10.0.0.1', '0:0:0:0:0:ffff:7f00:1', '10.0.0.1'],
  ])('trust %j, from %s, forwarded %s: %s', (trust, remote, forwarded, address) => {
    expect(addressOf(trust, remote, forwarded)).toBe(address);
  });
});
