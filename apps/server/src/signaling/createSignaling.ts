import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { ParleyError } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import type { IceServer, Opaque } from '@parley/protocol/media';
import type { BaseLogger } from 'pino';
import { Server } from 'socket.io';
import type { Calls } from '../calls/Calls.ts';
import type { Outbox } from '../calls/Connection.ts';
import type { Metrics } from '../metrics.ts';
import type { RateLimits } from '../rateLimits.ts';
import { bindSocket } from './bindSocket.ts';
import { chatHandlers } from './handlers/chat.ts';
import type { Handlers } from './handlers/Handlers.ts';
import { handHandlers } from './handlers/hand.ts';
import { healthHandlers } from './handlers/health.ts';
import { mediaHandlers } from './handlers/media.ts';
import { peerHandlers } from './handlers/peer.ts';
import { reactionHandlers } from './handlers/reaction.ts';
import { roomHandlers } from './handlers/room.ts';
import { assertHandshake, toRefusal } from './handshake.ts';
import { createOutbox } from './outbox.ts';
import { createRateLimiter } from './rateLimit.ts';
import type { ParleyServer, ParleySocket } from './SocketConnection.ts';

export type SignalingSetup = {
  http: HttpServer;
  /** Who is at the other end, proxies that are trusted taken away. */
  addressOf: (request: IncomingMessage) => string;
  rateLimits: RateLimits;
  heartbeat: Heartbeat;
  /** Is shown each new socket before its requests are bound. */
  onSocket?: ((socket: ParleySocket) => void) | undefined;
  log: BaseLogger;
};

/**
 * How soon a line that went silent is noticed: the others are told after `quietAfterMs`, and the
 * socket is given up after `intervalMs + timeoutMs` at most.
 */
export type Heartbeat = { intervalMs: number; timeoutMs: number; quietAfterMs: number };

export const HEARTBEAT: Heartbeat = { intervalMs: 1_250, timeoutMs: 8_000, quietAfterMs: 3_000 };

/** What requests act on. */
type SignalingParts = {
  calls: Calls;
  metrics: Pick<Metrics, 'rejected' | 'joined'>;
  rtpCapabilities: Opaque;
  iceServers: (peerId: string) => IceServer[];
};

export type Signaling = {
  readonly outbox: Outbox;
  /** Open sockets, in a room or not. */
  readonly socketCount: number;
  /** Begins to take sockets. */
  serve(parts: SignalingParts): void;
  /** Tells all sockets, and each that opens from now on, when the server stops at the latest. */
  announceDrain(closesInMs: number): void;
  /** Takes no new sockets, and tells those there are when to come back. */
  announceStop(): void;
  /** Closes the sockets that are still open. */
  close(): Promise<void>;
};

/** Clients come back within this time after a stop, each at its own moment. */
const RETRY_SPREAD_MS = 3_000;
const SOONEST_RETRY_MS = 500;
/** How long a client may take to say goodbye before it is cut off. */
const CLOSING_MS = 1_000;

export function createSignaling({
  http,
  addressOf,
  rateLimits,
  heartbeat,
  onSocket,
  log,
}: SignalingSetup): Signaling {
  const rateLimiter = createRateLimiter(rateLimits);
  const server: ParleyServer = new Server(http, {
    serveClient: false,
    transports: ['websocket', 'polling'],
    maxHttpBufferSize: LIMITS.messageBytes,
    pingInterval: heartbeat.intervalMs,
    pingTimeout: heartbeat.timeoutMs,
    connectTimeout: 10_000,
  });
  let isClosing = false;
  let closesAt: number | undefined;
  const tellDraining = (socket: ParleySocket) => {
    if (closesAt === undefined) return;
    const closesInMs = Math.max(0, Math.round(closesAt - performance.now()));
    socket.emit('server:draining', { closesInMs });
  };
  const lines = new Set<NetSocket>();
  http.on('connection', (line) => {
    lines.add(line);
    line.once('close', () => lines.delete(line));
  });

  return {
    outbox: createOutbox(() => server),

    get socketCount() {
      return server.of('/').sockets.size;
    },

    serve({ calls, metrics, rtpCapabilities, iceServers }) {
      const handlers: Handlers = {
        ...roomHandlers({ calls, rtpCapabilities, iceServers }),
        ...peerHandlers,
        ...handHandlers,
        ...reactionHandlers,
        ...chatHandlers,
        ...healthHandlers,
        ...mediaHandlers({ iceServers }),
      };
      server.use(async (socket, next) => {
        try {
          if (isClosing) throw new ParleyError('internal', 'The server is stopping.');
          await rateLimiter.takeHandshake(addressOf(socket.request));
          assertHandshake(socket.handshake.auth);
          next();
        } catch (error) {
          const refusal =
            error instanceof ParleyError ? error : new ParleyError('internal', 'The server failed.');
          if (error !== refusal) log.error({ err: error }, 'handshake failed');
          metrics.rejected(refusal.code);
          log.debug({ code: refusal.code }, 'socket refused');
          next(toRefusal(refusal));
        }
      });
      server.on('connection', (socket) => {
        onSocket?.(socket);
        tellDraining(socket);
        bindSocket(socket, addressOf(socket.request), {
          handlers,
          rateLimiter,
          metrics,
          quietAfterMs: heartbeat.quietAfterMs,
          log,
        });
      });
    },

    announceDrain(closesInMs) {
      closesAt = performance.now() + closesInMs;
      for (const socket of server.of('/').sockets.values()) tellDraining(socket);
    },

    announceStop() {
      isClosing = true;
      // No new connections: a socket that could still open would only be refused.
      http.close();
      for (const socket of server.of('/').sockets.values()) {
        const retryInMs = Math.round(SOONEST_RETRY_MS + Math.random() * RETRY_SPREAD_MS);
        socket.emit('server:closing', { retryInMs });
      }
    },

    async close() {
      for (const socket of server.of('/').sockets.values()) socket.conn.close();
      // A line ends when the client has read the news and said goodbye as well.
      const ends = [...lines].map((line) => new Promise((resolve) => line.once('close', resolve)));
      await Promise.race([Promise.all(ends), pause(CLOSING_MS, undefined, { ref: false })]);
      // Who has not answered by now is a laptop that was closed: it would hold up the stop.
      for (const line of lines) line.destroy();
      await server.close();
    },
  };
}
