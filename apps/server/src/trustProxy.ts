import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';
import { isLoopback } from './isLoopback.ts';

/** Everybody, nobody, so many proxies counted from here, or those at these addresses. */
export type Trust = boolean | number | readonly string[];

/** @returns undefined when the text means nothing */
export function parseTrust(text: string | undefined): Trust | undefined {
  if (text === undefined || text === 'false') return false;
  if (text === 'true') return true;
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const networks = text.split(',').map((part) => part.trim());
  return networks.every(isNetwork) ? networks : undefined;
}

/** In the form that Fastify takes: is the proxy at `address`, `hop` steps away, to be believed? */
export function trustFunction(trust: Trust): (address: string, hop: number) => boolean {
  if (typeof trust === 'boolean') return () => trust;
  if (typeof trust === 'number') return (_address, hop) => hop < trust;
  const trusted = new BlockList();
  for (const network of trust) {
    const [address = '', bits] = network.split('/');
    if (bits === undefined) trusted.addAddress(address, family(address));
    else trusted.addSubnet(address, Number(bits), family(address));
  }
  return (address) => isIP(address) !== 0 && trusted.check(address, family(address));
}

type Sent = Pick<IncomingMessage, 'headers' | 'socket'>;

/** From which address something was sent. */
export type AddressOf = (request: Sent) => string;

/**
 * Who sent this: the nearest address that is not a trusted proxy's. Everything further to the left in
 * `X-Forwarded-For` may be made up, and so is everything to the left of what is no address. No part is
 * this machine: whoever sits at it needs no proxy, and who only says so would be exempt from all limits.
 */
export function clientAddress(
  request: Sent,
  isTrusted: (address: string, hop: number) => boolean,
): string {
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join() : (header ?? '')).split(',');
  let address = request.socket.remoteAddress ?? '';
  for (let hop = 0; isTrusted(address, hop); hop += 1) {
    const next = withoutPort(forwarded.pop()?.trim() ?? '');
    if (isIP(next) === 0 || isLoopback(next)) break;
    address = next;
  }
  return address;
}

/** Some proxies say the port as well: `198.51.100.7:5000`, `[2001:db8::7]:5000`. */
function withoutPort(part: string): string {
  const [, ipv4, ipv6] = /^(?:([\d.]+)(?::\d+)?|\[([^\]]*)\](?::\d+)?)$/.exec(part) ?? [];
  return ipv4 ?? ipv6 ?? part;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function family(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
