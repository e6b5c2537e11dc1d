import type { IceCandidate } from 'mediasoup/types';
import { expect, test } from 'vitest';
import { announcedCandidates } from '../../src/media/mediasoup/candidates.ts';

function bound(protocol: 'udp' | 'tcp', address: string, priority: number): IceCandidate {
  const tcp = protocol === 'tcp' ? ({ tcpType: 'passive' } as const) : {};
  return {
    foundation: `${protocol}candidate`,
    priority,
    ip: address,
    address,
    protocol,
    port: 7882,
    type: 'host',
    ...tcp,
  };
}

const SOCKETS = [
  bound('udp', '192.168.1.7', 1_076_302_079),
  bound('tcp', '192.168.1.7', 1_076_276_479),
  bound('udp', '127.0.0.1', 1_076_200_000),
  bound('tcp', '127.0.0.1', 1_076_100_000),
];

test('each announced address has a candidate for udp and one for tcp, with the port of the socket', () => {
  const candidates = announcedCandidates(SOCKETS, ['203.0.113.5', '192.168.1.7']);
  expect(candidates.map(({ protocol, address, ip, port }) => [protocol, address, ip, port])).toEqual([
    ['udp', '203.0.113.5', '203.0.113.5', 7882],
    ['udp', '192.168.1.7', '192.168.1.7', 7882],
    ['tcp', '203.0.113.5', '203.0.113.5', 7882],
    ['tcp', '192.168.1.7', '192.168.1.7', 7882],
  ]);
  expect(candidates.map((candidate) => candidate.tcpType)).toEqual([
    undefined,
    undefined,
    'passive',
    'passive',
  ]);
});

test('udp comes before tcp, and the address announced first before the others', () => {
  const announce = Array.from({ length: 16 }, (_, index) => `198.51.100.${index + 1}`);
  const priorities = announcedCandidates(SOCKETS, announce).map((candidate) => candidate.priority);
  expect(new Set(priorities).size).toBe(32);
  expect(priorities).toEqual(priorities.toSorted((a, b) => b - a));
});

test('without a socket there is no candidate', () => {
  expect(announcedCandidates([], ['203.0.113.5'])).toEqual([]);
});
