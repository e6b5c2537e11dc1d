import type { IncomingMessage } from 'node:http';
import { BlockList, isIP } from 'node:net';

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

/**
 * Who sent this: the nearest address that is not a trusted proxy's. Everything further to the left in
 * `X-Forwarded-For` may be made up.
 */
export function clientAddress(
  request: Pick<IncomingMessage, 'headers' | 'socket'>,
  isTrusted: (address: string, hop: number) => boolean,
): string {
  const header = request.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join() : (header ?? '')).split(',');
  const path = forwarded.map((part) => part.trim()).filter((part) => isIP(part) !== 0);
  let address = request.socket.remoteAddress ?? '';
  for (let hop = 0; isTrusted(address, hop); hop += 1) {
    const next = path.pop();
    if (next === undefined) break;
    address = next;
  }
  return address;
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
