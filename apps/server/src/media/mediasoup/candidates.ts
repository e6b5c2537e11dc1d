import type { IceCandidate } from 'mediasoup/types';

/**
 * The candidates that a browser is given: one for each announced address and protocol. An address that
 * is not the machine's own (a router's, a load balancer's) leads to the same port.
 *
 * @param bound one for each socket
 * @param announce the preferred one first
 */
export function announcedCandidates(
  bound: readonly IceCandidate[],
  announce: readonly string[],
): IceCandidate[] {
  return (['udp', 'tcp'] as const).flatMap((protocol) => {
    const sockets = bound.filter((candidate) => candidate.protocol === protocol);
    const [first] = sockets;
    if (!first) return [];
    return announce.map((address, rank) => ({
      ...(sockets.find((candidate) => candidate.address === address) ?? first),
      address,
      ip: address,
      // RFC 8445, section 5.1.2.1: the local preference stands above the eight bits of the component.
      priority: first.priority - rank * 256,
    }));
  });
}
