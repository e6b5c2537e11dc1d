import type { IceServer, Opaque } from '@parley/protocol/media';

/**
 * Over what the media may go. `any` is every ordinary call; the others are for checks and for tests:
 * straight to the server by UDP, straight to it by TCP (RFC 6544), or through a TURN server (RFC 8656).
 */
export const NETWORK_PATHS = ['any', 'udp', 'tcp', 'relay'] as const;
export type NetworkPath = (typeof NETWORK_PATHS)[number];

type Ways = {
  readonly iceCandidates: readonly Opaque[];
  readonly iceServers: readonly IceServer[];
};

/** Takes away the ways that are not allowed. */
export function restrictToPath(
  path: NetworkPath,
  { iceCandidates, iceServers }: Ways,
): Ways & { readonly iceTransportPolicy: RTCIceTransportPolicy } {
  const isDirect = path === 'udp' || path === 'tcp';
  return {
    iceCandidates: isDirect ? iceCandidates.filter(({ protocol }) => protocol === path) : iceCandidates,
    // With a TURN server at hand a closed direct way would look open.
    iceServers: isDirect ? [] : iceServers,
    iceTransportPolicy: path === 'relay' ? 'relay' : 'all',
  };
}
