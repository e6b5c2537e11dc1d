import { BlockList, isIP } from 'node:net';

/** Where this server sends to when somebody gives it an address. */
export type PushReach = {
  readonly protocols: readonly string[];
  mayReach(address: string): boolean;
};

/** Networks that are this machine, its neighbours, or nobody's (IANA special-purpose address registries). */
const NOT_PUBLIC = new BlockList();
const NETWORKS = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
for (const network of NETWORKS) {
  const [address = '', bits] = network.split('/');
  NOT_PUBLIC.addSubnet(address, Number(bits), 'ipv4');
}
/** Of IPv6 only this part is given out, but for what follows. */
const GIVEN_OUT = new BlockList();
GIVEN_OUT.addSubnet('2000::', 3, 'ipv6');
// Teredo, 6to4 and examples: the first two hold an IPv4 address of whoever wrote them.
NOT_PUBLIC.addSubnet('2001::', 23, 'ipv6');
NOT_PUBLIC.addSubnet('2001:db8::', 32, 'ipv6');
NOT_PUBLIC.addSubnet('2002::', 16, 'ipv6');
NOT_PUBLIC.addSubnet('3fff::', 20, 'ipv6');

/** Whether an address is somewhere on the public internet. An IPv4 address written as IPv6 is not. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !NOT_PUBLIC.check(address, 'ipv4');
  return version === 6 && GIVEN_OUT.check(address, 'ipv6') && !NOT_PUBLIC.check(address, 'ipv6');
}

/**
 * Push services on the public internet. A subscription is an address that anybody with an account writes: it must
 * not lead to what only this server can reach.
 */
export const PUBLIC_REACH: PushReach = { protocols: ['https:'], mayReach: isPublic };
