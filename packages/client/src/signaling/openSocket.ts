import { PROTOCOL_VERSION } from '@parley/protocol/version';
import { io } from 'socket.io-client';

/** As much of a socket.io socket as is used here. */
export type WireSocket = {
  readonly connected: boolean;
  readonly io: { readonly engine: { close(): unknown } };
  connect(): unknown;
  disconnect(): unknown;
  // socket.io hands each event its own arguments; they are checked by schema after this point.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  on(event: string, listener: (...args: any[]) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
};

const ATTEMPT_MS = 5_000;

export type SocketTransport = 'websocket' | 'polling';

/**
 * A socket of its own that does not open or reopen by itself: `Connection` decides when.
 * WebSocket first; where a proxy swallows it, HTTP long polling.
 *
 * @param url the server's origin and, as its path, the namespace
 * @param auth what the handshake says beside the version
 */
export function openSocket(
  url: string,
  transports: readonly SocketTransport[] = ['websocket', 'polling'],
  auth: Readonly<Record<string, string>> = {},
): WireSocket {
  return io(url, {
    autoConnect: false,
    forceNew: true,
    reconnection: false,
    transports: [...transports],
    tryAllTransports: true,
    timeout: ATTEMPT_MS,
    auth: { ...auth, protocol: PROTOCOL_VERSION },
  });
}
