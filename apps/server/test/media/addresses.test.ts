import { describe, expect, test } from 'vitest';
import {
  isPrivate,
  isUnreachable,
  planAddresses,
  resolveNames,
} from '../../src/media/mediasoup/addresses.ts';

const on = (...addresses: string[]) => addresses.map((address) => ({ address, internal: false }));
const LOOPBACK = [
  { address: '127.0.0.1', internal: true },
  { address: '::1', internal: true },
];
const LAPTOP = {
  lo: LOOPBACK,
  wlan0: on('192.168.1.7', '2001:db8::7', 'fe80::1'),
  docker0: on('172.17.0.1'),
  'br-0a1b2c3d4e5f': on('172.18.0.1'),
};

describe('addresses to listen on and to announce', () => {
  test('auto: the machine’s own, and loopback after them', () => {
    const own = ['192.168.1.7', '127.0.0.1'];
    expect(planAddresses('0.0.0.0', 'auto', LAPTOP)).toEqual({ listen: own, announce: own });
  });

  test('auto with IPv6: all but link-local ones', () => {
    const own = ['192.168.1.7', '2001:db8::7', '127.0.0.1', '::1'];
    expect(planAddresses('::', 'auto', LAPTOP)).toEqual({ listen: own, announce: own });
  });

  test('auto on one address: that one', () => {
    const only = ['192.168.1.7'];
    expect(planAddresses('192.168.1.7', 'auto', LAPTOP)).toEqual({ listen: only, announce: only });
  });

  test('auto on a machine without a network: loopback', () => {
    const only = ['127.0.0.1'];
    expect(planAddresses('0.0.0.0', 'auto', { lo: LOOPBACK })).toEqual({ listen: only, announce: only });
    expect(planAddresses('0.0.0.0', 'auto', {})).toEqual({ listen: only, announce: only });
  });

  test('auto where there are bridges alone: those', () => {
    const { announce } = planAddresses('0.0.0.0', 'auto', { lo: LOOPBACK, docker0: on('172.17.0.1') });
    expect(announce).toEqual(['172.17.0.1', '127.0.0.1']);
  });

  test('in a container, a veth that stands alone is the network', () => {
    const { announce } = planAddresses('0.0.0.0', 'auto', { veth1a2b3c4: on('10.1.2.3') });
    expect(announce).toEqual(['10.1.2.3']);
  });

  test('a router’s address is announced with the near one beside it', () => {
    expect(planAddresses('0.0.0.0', ['203.0.113.5'], LAPTOP)).toEqual({
      listen: ['192.168.1.7', '127.0.0.1'],
      announce: ['203.0.113.5', '192.168.1.7'],
    });
  });

  test('the machine’s own addresses are announced as they are listed', () => {
    expect(planAddresses('0.0.0.0', ['127.0.0.1'], LAPTOP).announce).toEqual(['127.0.0.1']);
    // A bridge is skipped by itself, and used when asked for.
    const bridge = planAddresses('0.0.0.0', ['172.17.0.1'], LAPTOP);
    expect(bridge.announce).toEqual(['172.17.0.1']);
    expect(bridge.listen).toContain('172.17.0.1');
  });

  test('a server with a public address of its own announces no private one', () => {
    const server = { lo: LOOPBACK, eth0: on('203.0.113.5'), eth1: on('10.0.0.5') };
    expect(planAddresses('0.0.0.0', ['203.0.113.5'], server).announce).toEqual(['203.0.113.5']);
  });

  test('a machine with very many addresses announces as many as a browser is told', () => {
    const many = Array.from({ length: 40 }, (_, index) => `10.0.0.${index + 1}`);
    expect(planAddresses('0.0.0.0', 'auto', { eth0: on(...many) }).announce).toEqual(many.slice(0, 16));
  });

  test('a listen address that is not the machine’s is refused with what to set instead', () => {
    expect(() => planAddresses('203.0.113.5', 'auto', LAPTOP)).toThrow(
      /set MEDIA_LISTEN_IP=0\.0\.0\.0 and MEDIA_ANNOUNCED_ADDRESSES=203\.0\.113\.5/,
    );
  });
});

describe('announced host names', () => {
  const lookup = async (name: string) =>
    name === 'meet.example.org' ? ['203.0.113.5', '2001:db8::5'] : [];

  test('become their first address', async () => {
    expect(await resolveNames(['192.168.1.7', 'meet.example.org'], lookup)).toEqual([
      '192.168.1.7',
      '203.0.113.5',
    ]);
    expect(await resolveNames(['203.0.113.5', 'meet.example.org'], lookup)).toEqual(['203.0.113.5']);
  });

  test('without an address are refused', async () => {
    await expect(resolveNames(['met.example.org'], lookup)).rejects.toThrow(
      /MEDIA_ANNOUNCED_ADDRESSES names met\.example\.org, which has no address/,
    );
    const broken = () => Promise.reject(new Error('EAI_AGAIN'));
    await expect(resolveNames(['meet.example.org'], broken)).rejects.toThrow(/has no address/);
  });
});

describe('private addresses', () => {
  test.each([
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '169.254.1.1',
    '::1',
    'fd00::1',
    'fe80::1',
  ])('%s is one', (address) => expect(isPrivate(address)).toBe(true));
  test.each(['203.0.113.5', '172.32.0.1', '100.128.0.1', '2001:db8::1', '::ffff:203.0.113.5'])(
    '%s is none',
    (address) => expect(isPrivate(address)).toBe(false),
  );
});

describe('the warning that nobody outside can be reached', () => {
  const home = ['192.168.1.7', '127.0.0.1'];

  test.each(['https://meet.example.org', 'https://203.0.113.5:8443/', 'https://[2001:db8::1]'])(
    'comes for private addresses under %s',
    (publicUrl) => {
      expect(isUnreachable(home, publicUrl)).toBe(true);
      expect(isUnreachable(['203.0.113.5', ...home], publicUrl)).toBe(false);
    },
  );

  test.each([
    undefined,
    'http://localhost:3000',
    'http://127.0.0.1:3000',
    'https://192.168.1.7',
    'http://[::1]:3000',
    'https://nas.local',
    'https://meet.home.arpa',
    'https://nas',
    'nonsense',
  ])('does not come under %s', (publicUrl) => {
    expect(isUnreachable(home, publicUrl)).toBe(false);
  });
});
