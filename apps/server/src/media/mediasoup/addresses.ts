import { BlockList, isIP, isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';
import { isLoopback } from '../../isLoopback.ts';
import { MediaStartError } from './MediaStartError.ts';

type Interfaces = NodeJS.Dict<Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>;

/** Where the workers listen, and what browsers are told; addresses, the preferred one first. */
export type AddressPlan = { listen: string[]; announce: string[] };

/** Two candidates (udp, tcp) for each; a TransportDescription holds 32. */
const MAX_ADDRESSES = 16;

/** Bridges to containers and virtual machines: nobody outside can reach them. */
const BRIDGE = /^(?:docker\d+|br-[0-9a-f]{12}|virbr\d+|lxcbr\d+|lxdbr\d+|cni\d+|podman\d+)$/;

/**
 * Decides which addresses to use.
 *
 * Each of the machine's addresses gets a socket of its own rather than all of them one on `0.0.0.0`:
 * from that one, answers leave with whatever address the route prefers, and a browser that asked
 * another one throws them away.
 *
 * @param listenIp one address, or `0.0.0.0` for all IPv4 ones, or `::` for all
 * @param announced addresses; `auto` for the machine's own, loopback too (a browser on this machine may
 *   use nothing else, and Firefox needs another one beside it)
 * @throws {MediaStartError} when `listenIp` is not an address of this machine
 */
export function planAddresses(
  listenIp: string,
  announced: readonly string[] | 'auto',
  interfaces: Interfaces,
): AddressPlan {
  const own = ownAddresses(interfaces, listenIp !== '0.0.0.0');
  const everyOwn = new Set(
    Object.values(interfaces).flatMap((all) => all?.map((one) => one.address) ?? []),
  );
  const isWildcard = listenIp === '0.0.0.0' || listenIp === '::';
  if (!isWildcard && !everyOwn.has(listenIp)) {
    throw new MediaStartError(
      `MEDIA_LISTEN_IP=${listenIp} is not an address of this machine. If it is the address of the router ` +
        `in front of it, set MEDIA_LISTEN_IP=0.0.0.0 and MEDIA_ANNOUNCED_ADDRESSES=${listenIp}.`,
    );
  }
  const listed = announced === 'auto' ? [] : announced;
  const listen = isWildcard
    ? unique([...own, ...listed.filter((one) => everyOwn.has(one))])
    : [listenIp];
  if (announced === 'auto') return { listen, announce: listen.slice(0, MAX_ADDRESSES) };
  // Behind a router: whoever sits on this side of it needs the near address. Many routers do not send
  // packets back in that go to their own outer address.
  const isBehindRouter = listed.some((one) => !everyOwn.has(one));
  const near = isBehindRouter ? listen.filter((one) => isPrivate(one) && !isLoopback(one)) : [];
  return { listen, announce: unique([...listed, ...near]).slice(0, MAX_ADDRESSES) };
}

function ownAddresses(interfaces: Interfaces, withIpv6: boolean): string[] {
  const all = Object.entries(interfaces).flatMap(([name, addresses]) =>
    (addresses ?? [])
      .filter(({ address }) => (withIpv6 || !isIPv6(address)) && !isLinkLocal(address))
      .map(({ address, internal }) => ({ name, address, internal })),
  );
  const outside = all.filter((one) => !one.internal);
  const reachable = outside.filter((one) => !BRIDGE.test(one.name));
  const loopback = all.filter((one) => one.internal);
  const chosen = [...(reachable.length > 0 ? reachable : outside), ...loopback];
  return chosen.length > 0 ? chosen.map((one) => one.address) : ['127.0.0.1'];
}

/**
 * Host names become addresses, because not every browser looks names in ICE candidates up.
 *
 * @param lookup all addresses of a name, IPv4 first
 * @throws {MediaStartError} for a name that has no address
 */
export async function resolveNames(
  announced: readonly string[],
  lookup: (name: string) => Promise<string[]>,
): Promise<string[]> {
  const resolved = announced.map(async (one) => {
    if (isIP(one)) return one;
    const [first] = await lookup(one).catch(() => []);
    if (first) return first;
    throw new MediaStartError(
      `MEDIA_ANNOUNCED_ADDRESSES names ${one}, which has no address. Check its spelling and the DNS.`,
    );
  });
  return unique(await Promise.all(resolved));
}

/** RFC 1918, 4193, 6598 (carrier-grade NAT), loopback and link-local: not reachable from the internet. */
const PRIVATE = new BlockList();
PRIVATE.addSubnet('10.0.0.0', 8);
PRIVATE.addSubnet('172.16.0.0', 12);
PRIVATE.addSubnet('192.168.0.0', 16);
PRIVATE.addSubnet('100.64.0.0', 10);
PRIVATE.addSubnet('127.0.0.0', 8);
PRIVATE.addSubnet('169.254.0.0', 16);
PRIVATE.addSubnet('fc00::', 7, 'ipv6');
PRIVATE.addSubnet('fe80::', 10, 'ipv6');
PRIVATE.addAddress('::1', 'ipv6');

export function isPrivate(address: string): boolean {
  return PRIVATE.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/**
 * True when people are meant to come from the internet and no announced address can be reached from
 * there. Then two people on this network can call each other and the third hears nothing.
 */
export function isUnreachable(announce: readonly string[], publicUrl: string | undefined): boolean {
  const host = publicUrl && URL.parse(publicUrl)?.hostname.replace(/^\[|\]$/g, '');
  if (!host || /^localhost$|\.(?:localhost|local|lan|internal|home\.arpa|test)$|^[^.:]+$/.test(host))
    return false;
  if (isIP(host) && isPrivate(host)) return false;
  return announce.every(isPrivate);
}

/** Such an address needs the name of an interface beside it, which ICE candidates have no place for. */
function isLinkLocal(address: string): boolean {
  return /^fe[89ab]/i.test(address) || address.startsWith('169.254.');
}

function unique(addresses: readonly string[]): string[] {
  return [...new Set(addresses)];
}
