import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ParleyError } from '@parley/protocol/errors';
import { peopleRequests } from '@parley/protocol/people/peopleContract';
import type { BaseLogger } from 'pino';
import type { Namespace, Socket } from 'socket.io';
import type { KnownGuest } from '../../accounts/GuestMarks.ts';
import type { Identity } from '../../calls/Member.ts';
import type { Metrics } from '../../metrics.ts';
import { isOwnPage } from '../../ownPage.ts';
import type { InCall } from '../../people/InCall.ts';
import { bindSocket } from '../bindSocket.ts';
import type { RateLimiter } from '../rateLimit.ts';
import { type PeopleServices, peopleHandlers } from './peopleHandlers.ts';
import { Visit } from './Visit.ts';

type Session = { readonly account: { readonly accountId: string }; readonly sessionId: string };

/** Who is at the other end of a socket, and what proved it. */
type SignedIn = { readonly accountId: string; readonly sessionId: string; readonly token: string };

/** What tells who is signed in at the other end of a socket. */
export type SessionParts = {
  /** The token of a session that a browser brings by itself. */
  tokenIn: (headers: IncomingHttpHeaders) => string | undefined;
  sessionOf: (token: string) => Promise<Session | undefined>;
  /** The guest that a browser says it is, and can prove. */
  guestIn: (headers: IncomingHttpHeaders) => KnownGuest | undefined;
  /** How people reach this server, if it knows. */
  publicUrl: string | undefined;
};

export type PeopleParts = SessionParts & PeopleServices & { inCall: InCall };

type Setup = PeopleParts & {
  addressOf: (request: IncomingMessage) => string;
  rateLimiter: RateLimiter;
  metrics: Pick<Metrics, 'rejected'>;
  log: BaseLogger;
};

/** Takes the sockets of people who are signed in; nobody else's gets as far as asking something. */
export function servePeople(namespace: Namespace, setup: Setup): void {
  const { people, ringing, channels, addressOf, sessionOf, log } = setup;
  const handlers = peopleHandlers(setup);
  namespace.on('connection', (socket) => {
    const { token, ...session } = signedInOf(socket);
    const visit = new Visit(people, session, ({ name, data }) => socket.emit(name, data));
    socket.once('disconnect', () => {
      visit.end((by) => {
        ringing.left(by.tab);
        channels.left(by);
      });
    });
    bindSocket(socket, addressOf(socket.request), {
      ...setup,
      requests: peopleRequests,
      handlers,
      askedBy: () => visit.enter(),
    });
    // The session may have ended after it was asked for and before this socket could be found by it.
    sessionOf(token).then(
      (session) => session ?? socket.disconnect(true),
      (error) => log.warn({ err: error }, 'whether a session still holds is not known'),
    );
  });
}

/** @throws {ParleyError} `unauthorized`; `forbidden` for a page of another site */
export async function admitSignedIn(socket: Socket, parts: SessionParts): Promise<void> {
  const signedIn = await signedInBy(socket, parts);
  if (signedIn === undefined) throw new ParleyError('unauthorized', 'Sign in first.');
  socket.data.signedIn = signedIn;
}

/** Whose session any socket brings; undefined for a guest, and for a page of another site. */
export async function accountOf(
  socket: Pick<Socket, 'handshake'>,
  parts: SessionParts,
): Promise<Identity | undefined> {
  if (!isOurs(socket, parts)) return undefined;
  const signedIn = await signedInBy(socket, parts);
  return signedIn && { accountId: signedIn.accountId, sessionId: signedIn.sessionId };
}

/**
 * A page brings its cookie, whoever wrote the page: so it has to be one of ours. Programs send a token
 * of their own accord, as `auth.token`.
 */
async function signedInBy(
  socket: Pick<Socket, 'handshake'>,
  parts: SessionParts,
): Promise<SignedIn | undefined> {
  if (!isOurs(socket, parts)) {
    throw new ParleyError('forbidden', 'This request came from another site.');
  }
  const { auth, headers } = socket.handshake;
  const sent: unknown = auth['token'];
  const token = sent === undefined ? parts.tokenIn(headers) : sent;
  const session = typeof token === 'string' ? await parts.sessionOf(token) : undefined;
  if (session === undefined || typeof token !== 'string') return undefined;
  return { accountId: session.account.accountId, sessionId: session.sessionId, token };
}

/** Which guest any socket brings; undefined for one who brings a session, whatever it is worth. */
export function guestOf(socket: Pick<Socket, 'handshake'>, parts: SessionParts): KnownGuest | undefined {
  const { auth, headers } = socket.handshake;
  const bringsSession = auth['token'] !== undefined || parts.tokenIn(headers) !== undefined;
  return bringsSession || !isOurs(socket, parts) ? undefined : parts.guestIn(headers);
}

function isOurs({ handshake }: Pick<Socket, 'handshake'>, { publicUrl }: SessionParts): boolean {
  const { auth, headers } = handshake;
  return auth['token'] !== undefined || isOwnPage(headers, headers.host, publicUrl);
}

/** The session of whoever is at the other end, for doors that guests may stand before as well. */
export async function sessionIdOf(
  socket: Pick<Socket, 'handshake'>,
  parts: SessionParts,
): Promise<string | undefined> {
  // A database that is away makes a guest of somebody who comes back; their place is kept all the same.
  const signedIn = await signedInBy(socket, parts).catch(() => undefined);
  return signedIn?.sessionId;
}

export function signedInOf(socket: Pick<Socket, 'data'>): SignedIn {
  return socket.data.signedIn as SignedIn;
}
