import type { Repositories } from './Storage.ts';

/** Whether a request leaves the database as it was. */
export type RequestKind = 'read' | 'write';

/** Each request there is, or it does not compile. */
const KINDS: {
  readonly [Topic in keyof Repositories]: {
    readonly [Request in keyof Repositories[Topic]]: RequestKind;
  };
} = {
  rooms: { touch: 'write', find: 'read' },
  chat: { append: 'write', page: 'read' },
  files: {
    add: 'write',
    find: 'read',
    of: 'read',
    usage: 'read',
    complete: 'write',
    removeExpired: 'write',
    whole: 'read',
    known: 'read',
    remove: 'write',
  },
  accounts: {
    create: 'write',
    find: 'read',
    findByName: 'read',
    credentials: 'read',
    page: 'read',
    setDisplayName: 'write',
    setOperator: 'write',
    setPicture: 'write',
    picture: 'read',
    remove: 'write',
  },
  passkeys: { add: 'write', of: 'read', find: 'read', use: 'write', rename: 'write', remove: 'write' },
  identities: { of: 'read', use: 'write', create: 'write', link: 'write', unlink: 'write' },
  mail: { address: 'read', ask: 'write', confirm: 'write', remove: 'write' },
  passwords: { renew: 'write', change: 'write', reset: 'write' },
  sessions: {
    create: 'write',
    findByToken: 'read',
    touch: 'write',
    ofAccount: 'read',
    end: 'write',
    endAll: 'write',
    removeExpired: 'write',
  },
  suspensions: { add: 'write', lift: 'write', of: 'read' },
  doors: { get: 'read', set: 'write' },
  codes: {
    invite: 'write',
    isGood: 'read',
    invitations: 'read',
    withdraw: 'write',
    setReset: 'write',
  },
  people: { find: 'read', search: 'read', update: 'write', noteSeen: 'write' },
  contacts: {
    relationsOf: 'read',
    countContacts: 'read',
    askFacts: 'read',
    keepRequest: 'write',
    moveRequest: 'write',
    connect: 'write',
    disconnect: 'write',
    block: 'write',
    unblock: 'write',
  },
  callCodes: { add: 'write', find: 'read', keepMet: 'write', count: 'read', removeExpired: 'write' },
  devices: { open: 'write', of: 'read', remove: 'write', removeUnseen: 'write' },
  messages: { send: 'write', fetch: 'write', of: 'read', forget: 'write' },
  archives: { put: 'write', find: 'read', part: 'read', remove: 'write', removeExpired: 'write' },
  keptRooms: {
    create: 'write',
    find: 'read',
    findPersonal: 'read',
    ofAccount: 'read',
    guard: 'read',
    update: 'write',
    setMeeting: 'write',
    members: 'read',
    addMember: 'write',
    removeMember: 'write',
    remove: 'write',
  },
  roomVisits: { begin: 'write', end: 'write', ofRoom: 'read', ofAccount: 'read' },
  missedCalls: { add: 'write', of: 'read', clear: 'write' },
  push: {
    put: 'write',
    has: 'read',
    of: 'read',
    accountIds: 'read',
    remove: 'write',
    removeEndpoint: 'write',
  },
  ringRooms: { add: 'write', find: 'read', open: 'write', removeExpired: 'write' },
};

type Request = (...given: unknown[]) => Promise<unknown>;

/** Puts something around each request, as a limit of time or a fault. */
export function wrapRepositories(
  repositories: Repositories,
  wrap: (kind: RequestKind, request: Request) => Request,
): Repositories {
  // The table above has the shape of the repositories; the compiler cannot follow it through a loop.
  const given = repositories as unknown as Record<string, Record<string, Request>>;
  const topics = Object.entries(KINDS).map(([topic, requests]) => [
    topic,
    Object.fromEntries(
      Object.entries(requests).map(([name, kind]) => [
        name,
        wrap(kind, async (...values) => given[topic]?.[name]?.(...values)),
      ]),
    ),
  ]);
  return Object.fromEntries(topics) as Repositories;
}
