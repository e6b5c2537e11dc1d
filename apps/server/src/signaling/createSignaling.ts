import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Socket as NetSocket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { type MomentEventOf, requests } from '@parley/protocol/contract';
import { ParleyError } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import type { IceServer, Opaque } from '@parley/protocol/media';
import { PEOPLE_NAMESPACE } from '@parley/protocol/people/peopleContract';
import type { BaseLogger } from 'pino';
import { Server, type Socket } from 'socket.io';
import type { Calls } from '../calls/Calls.ts';
import type { Outbox } from '../calls/Connection.ts';
import type { CallCodes } from '../codes/CallCodes.ts';
import type { Files } from '../files/Files.ts';
import type { RoomVisits } from '../keptRooms/RoomVisits.ts';
import type { Metrics } from '../metrics.ts';
import type { RateLimits } from '../rateLimits.ts';
import type { RingRooms } from '../ringing/RingRooms.ts';
import type { AccountMarks } from './AccountMarks.ts';
import { bindSocket } from './bindSocket.ts';
import { chatHandlers } from './handlers/chat.ts';
import { directHandlers } from './handlers/direct.ts';
import { fileHandlers } from './handlers/file.ts';
import type { Handlers } from './handlers/Handlers.ts';
import { handHandlers } from './handlers/hand.ts';
import { healthHandlers } from './handlers/health.ts';
import { mediaHandlers } from './handlers/media.ts';
import { peerHandlers } from './handlers/peer.ts';
import { reactionHandlers } from './handlers/reaction.ts';
import { roomHandlers } from './handlers/room.ts';
import { assertHandshake, toRefusal } from './handshake.ts';
import { createOutbox } from './outbox.ts';
import {
  accountOf,
  admitSignedIn,
  guestOf,
  type PeopleParts,
  servePeople,
  sessionIdOf,
  signedInOf,
} from './people/servePeople.ts';
import { createRateLimiter } from './rateLimit.ts';
import { type ParleyServer, type ParleySocket, SocketConnection } from './SocketConnection.ts';
import { Visitor } from './Visitor.ts';

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
  callCodes: CallCodes;
  ringRooms: RingRooms;
  files: Pick<Files, 'offer'>;
  metrics: Pick<Metrics, 'rejected' | 'joined' | 'joinStep'>;
  rtpCapabilities: Opaque;
  iceServers: (peerId: string) => IceServer[];
  people: PeopleParts;
  visits: Pick<RoomVisits, 'joined'>;
  marks: Pick<AccountMarks, 'refresh'>;
  /** Whether people without an account may join rooms. */
  guestsAllowed: boolean;
  /** What a socket is told of the doors when it opens. */
  doorNews: () => MomentEventOf<'doors:changed'> | undefined;
};

export type Signaling = {
  readonly outbox: Outbox;
  /** Open sockets, in a room or not. */
  readonly socketCount: number;
  /** Begins to take sockets. */
  serve(parts: SignalingParts): void;
  /** Closes the sockets that were opened in this session. */
  endSession(sessionId: string): void;
  /** Tells all sockets, and each that opens from now on, when the server stops at the latest. */
  announceDrain(closesInMs: number): void;
  announceDoors(news: MomentEventOf<'doors:changed'>): void;
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
  // socket.io's own types: the events of the two namespaces are not the same.
  const people = (server as Server).of(PEOPLE_NAMESPACE);
  const allSockets = (): Pick<Socket, 'emit' | 'conn'>[] => [
    ...(server as Server).of('/').sockets.values(),
    ...people.sockets.values(),
  ];
  let isClosing = false;
  let closesAt: number | undefined;
  const tellDraining = (socket: Pick<Socket, 'emit'>) => {
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
      return server.of('/').sockets.size + people.sockets.size;
    },

    serve({
      calls,
      callCodes,
      ringRooms,
      files,
      metrics,
      people: peopleParts,
      visits,
      marks,
      guestsAllowed,
      doorNews,
      ...media
    }) {
      const handlers: Handlers = {
        ...roomHandlers({
          calls,
          callCodes,
          ringRooms,
          guestsAllowed,
          inCall: peopleParts.inCall,
          visits,
          marks,
          ...media,
        }),
        ...peerHandlers,
        ...handHandlers,
        ...reactionHandlers,
        ...chatHandlers,
        ...fileHandlers(files),
        ...healthHandlers(metrics),
        ...directHandlers,
        ...mediaHandlers(media),
      };
      const admit = async (
        socket: Socket,
        next: (refusal?: Error) => void,
        assertMay: () => Promise<void>,
      ) => {
        try {
          if (isClosing) throw new ParleyError('internal', 'The server is stopping.');
          await rateLimiter.takeHandshake(addressOf(socket.request));
          assertHandshake(socket.handshake.auth);
          await assertMay();
          next();
        } catch (error) {
          const refusal =
            error instanceof ParleyError ? error : new ParleyError('internal', 'The server failed.');
          if (error !== refusal) log.error({ err: error }, 'handshake failed');
          metrics.rejected(refusal.code);
          log.debug({ code: refusal.code }, 'socket refused');
          next(toRefusal(refusal));
        }
      };
      server.use(
        (socket, next) =>
          void admit(socket, next, async () => {
            // Where guests may do all that others may, nobody is asked who they are.
            if (!guestsAllowed) socket.data.sessionId = await sessionIdOf(socket, peopleParts);
          }),
      );
      server.on('connection', (socket) => {
        onSocket?.(socket);
        tellDraining(socket);
        const news = doorNews();
        if (news !== undefined) socket.emit('doors:changed', news);
        const address = addressOf(socket.request);
        const connection = new SocketConnection(socket, heartbeat.quietAfterMs);
        const whose = () => accountOf(socket, peopleParts);
        const { guestId } = guestOf(socket, peopleParts) ?? {};
        const { sessionId } = socket.data;
        const visitor = new Visitor({ connection, address, accountOf: whose, sessionId, guestId });
        socket.data.visitor = visitor;
        bindSocket(socket, address, {
          requests,
          handlers,
          askedBy: (name) =>
            requests[name].stage === 'joined' ? { ...visitor.seat, visitor } : visitor,
          rateLimiter,
          metrics,
          onAnswered: (name, durationMs) => {
            if (name === 'room:join') metrics.joined(durationMs);
          },
          log,
        });
      });
      people.use((socket, next) => void admit(socket, next, () => admitSignedIn(socket, peopleParts)));
      people.on('connection', tellDraining);
      servePeople(people, { ...peopleParts, addressOf, rateLimiter, metrics, log });
    },

    endSession(sessionId) {
      for (const socket of people.sockets.values()) {
        if (signedInOf(socket).sessionId === sessionId) socket.disconnect(true);
      }
      for (const { data } of server.of('/').sockets.values()) {
        if (data.visitor?.sessionId === sessionId) data.visitor.connection.end();
      }
    },

    announceDrain(closesInMs) {
      closesAt = performance.now() + closesInMs;
      for (const socket of allSockets()) tellDraining(socket);
    },

    announceDoors(news) {
      server.emit('doors:changed', news);
    },

    announceStop() {
      isClosing = true;
      // No new connections: a socket that could still open would only be refused.
      http.close();
      for (const socket of allSockets()) {
        const retryInMs = Math.round(SOONEST_RETRY_MS + Math.random() * RETRY_SPREAD_MS);
        socket.emit('server:closing', { retryInMs });
      }
    },

    async close() {
      for (const socket of allSockets()) socket.conn.close();
      // A line ends when the client has read the news and said goodbye as well.
      const ends = [...lines].map((line) => new Promise((resolve) => line.once('close', resolve)));
      await Promise.race([Promise.all(ends), pause(CLOSING_MS, undefined, { ref: false })]);
      // Who has not answered by now is a laptop that was closed: it would hold up the stop.
      for (const line of lines) line.destroy();
      await server.close();
    },
  };
}
