import type { IceServer } from '@parley/protocol/media';

/**
 * How a browser learns its own public address (RFC 8489). A TURN server answers that question too, at
 * the same port and without credentials; as a relay it is of no use here: a way through a server is not
 * direct.
 */
export function stunServers(iceServers: readonly IceServer[]): RTCIceServer[] {
  const urls = iceServers
    .flatMap((server) => server.urls)
    .filter((url) => /^(?:stun|turn):/.test(url) && !/[?&]transport=tcp/.test(url))
    .map((url) => url.replace(/^turn:/, 'stun:').replace(/\?.*$/, ''));
  return urls.length > 0 ? [{ urls: [...new Set(urls)] }] : [];
}
