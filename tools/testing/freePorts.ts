import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below the ports that a system hands out by itself (Linux from 32768, others from 49152), so that no
 * outgoing connection of another test takes one between its being found free and its being used, nor
 * while a server that had it was killed and is not back yet. Above those that browsers refuse.
 */
const FIRST = 20_000;
const LAST = 32_000;

/** What this process was told before: it may not be in use yet, and it may be in use again. */
const given = new Set<number>();

/** @returns a port that is free for TCP and for UDP on all addresses, never the same one twice */
export function freePort(): Promise<number> {
  return freePorts(1);
}

/** @returns the first of `count` such ports in a row */
export async function freePorts(count: number): Promise<number> {
  for (;;) {
    const first = FIRST + Math.floor(Math.random() * (LAST - FIRST - count));
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if (ports.some((port) => given.has(port))) continue;
    for (const port of ports) given.add(port);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const tcp = createServer();
  const udp = createSocket('udp4');
  try {
    tcp.listen(port, '0.0.0.0');
    await once(tcp, 'listening');
    udp.bind(port, '0.0.0.0');
    await once(udp, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    tcp.close();
    udp.close();
  }
}
