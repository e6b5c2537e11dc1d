import type { AddressInfo } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { BaseLogger } from 'pino';
import { createAccounts } from './accounts/createAccounts.ts';
import type { Mailer } from './accounts/mail/Mailer.ts';
import { PlaceTokens } from './calls/PlaceTokens.ts';
import { systemTimers, type Timers } from './calls/Timers.ts';
import { CALL_CODE_BUDGETS, type CallCodeBudgets } from './codes/CallCodes.ts';
import type { Config } from './config.ts';
import { createPeople } from './createPeople.ts';
import { createRooms } from './createRooms.ts';
import { addFaultRoutes } from './faults/addFaultRoutes.ts';
import type { Faults } from './faults/Faults.ts';
import { createFiles } from './files/createFiles.ts';
import { addCalendars } from './http/addCalendars.ts';
import { addFiles } from './http/addFiles.ts';
import { addOidcCallback } from './http/addOidcCallback.ts';
import { addPictures } from './http/addPictures.ts';
import { createHandlers } from './http/api/createHandlers.ts';
import { addRoutes, createHttpServer } from './http/createHttp.ts';
import { Limiter } from './Limiter.ts';
import type { MediaServer } from './media/MediaServer.ts';
import { createMetrics } from './metrics.ts';
import { newId } from './newId.ts';
import { PUBLIC_REACH, type PushReach } from './push/PushReach.ts';
import { Vapid } from './push/Vapid.ts';
import { RATE_LIMITS, type RateLimits } from './rateLimits.ts';
import { Doors } from './room/Doors.ts';
import { AccountMarks } from './signaling/AccountMarks.ts';
import { createSignaling, HEARTBEAT, type Heartbeat } from './signaling/createSignaling.ts';
import { iceServers } from './signaling/iceServers.ts';
import { guardStorage } from './storage/guardStorage.ts';
import type { Storage } from './storage/Storage.ts';
import { type AddressOf, clientAddress, trustFunction } from './trustProxy.ts';

export type AppDeps = {
  config: Pick<
    Config,
    | 'host'
    | 'port'
    | 'publicUrl'
    | 'trustProxy'
    | 'adminToken'
    | 'signUp'
    | 'oidc'
    | 'push'
    | 'guestsAllowed'
    | 'directCalls'
    | 'videoCodec'
    | 'roomMaxPeers'
    | 'files'
    | 'dataDir'
    | 'grace'
    | 'turn'
  >;
  media: MediaServer;
  storage: Storage;
  /** Where the built web app is. */
  webRoot: string;
  version: string;
  log: BaseLogger;
  /** Where the operator has set a mail server. */
  mailer?: Mailer | undefined;
  /** Only where this server is to be broken on demand. */
  faults?: Faults | undefined;
  /** What tests replace. */
  timers?: Timers;
  now?: () => number;
  rateLimits?: RateLimits;
  pushReach?: PushReach;
  callCodeBudgets?: CallCodeBudgets;
  heartbeat?: Heartbeat;
};

export type App = {
  /** @returns the address at which it can be reached from this machine */
  listen(): Promise<string>;
  /**
   * Opens no more rooms and tells the peers; resolves when the last one has left, or after `forMs`.
   * What comes then is `close`.
   */
  drain(forMs: number): Promise<void>;
  /** Sends everybody home and lets go of media and storage. Closing twice is the same as once. */
  close(): Promise<void>;
};

/** Puts the parts together. It takes over `media` and `storage` and closes them. */
export async function createApp(deps: AppDeps): Promise<App> {
  const { config, media, log, faults, now = Date.now, timers = systemTimers } = deps;
  const rateLimits = deps.rateLimits ?? RATE_LIMITS;
  const storage = guardStorage(faults?.database.wrap(deps.storage) ?? deps.storage, {
    after: (ms, late) => timers.after(ms, late),
    log,
  });
  const isTrusted = trustFunction(config.trustProxy);
  const addressOf: AddressOf = (request) => clientAddress(request, isTrusted);
  const apiLimiter = new Limiter(rateLimits.api);
  const http = createHttpServer(isTrusted);
  const signaling = createSignaling({
    http: http.server,
    addressOf,
    rateLimits,
    heartbeat: deps.heartbeat ?? HEARTBEAT,
    onSocket: faults && ((socket) => faults.signaling.watch(socket)),
    log,
  });
  const metrics = createMetrics({
    media,
    calls: () => calls.totals(),
    sockets: () => signaling.socketCount,
  });
  const known = await createAccounts({
    storage,
    config,
    rateLimits,
    mailer: deps.mailer,
    now,
    newId,
    log,
  });
  const { accounts, sessions, oidc, mail, guests, cookies } = known;
  const doors = new Doors(await storage.doors.get(), now());
  const tokens = new PlaceTokens(await storage.secrets.get('places'), now);
  const pushSecret = await storage.secrets.get('push');
  // Some push services want to know whom they can write to; a public page says it as well.
  const pushContact = config.push?.contact ?? config.publicUrl?.match(/^https:.*/)?.[0];
  const files = createFiles({
    repository: storage.files,
    config,
    rateLimits,
    after: (ms, callback) => timers.after(ms, callback),
    now,
    newId,
    log,
  });
  const forgotten = () => void files.sweep();
  let isDraining = false;
  let closing: Promise<void> | undefined;
  const social = createPeople({
    storage,
    rateLimits,
    tokens,
    doors,
    files,
    directCalls: config.directCalls,
    vapid: config.push && new Vapid(pushSecret, pushContact, now),
    pushReach: deps.pushReach ?? PUBLIC_REACH,
    iceServers: (accountId) => iceServers(config.turn, accountId, now()),
    isInUse: (room) => calls.find(room) !== undefined,
    forgotten,
    isDraining: () => isDraining,
    timers,
    now,
    newId,
    log,
  });
  const { people, ringing, notifications } = social;
  const rooms = createRooms({
    mediaServer: media,
    storage,
    outbox: signaling.outbox,
    timers,
    grace: config.grace,
    tokens,
    maxPeers: config.roomMaxPeers,
    directCalls: config.directCalls,
    videoCodec: config.videoCodec,
    now,
    newId,
    counts: metrics,
    people,
    inCall: social.inCall,
    doors,
    callCodeBudgets: deps.callCodeBudgets ?? CALL_CODE_BUDGETS,
    announceDoors: (news) => signaling.announceDoors(news),
    forgotten,
    log,
  });
  const { calls, doorKeeper, visits } = rooms;
  accounts.beforeRemoval((accountId) => rooms.keptRooms.removeOwnedBy(accountId));
  accounts.onRemoved(forgotten);
  sessions.onEnded((sessionId) => {
    // First the peers: they may sit on another socket than the one that the session opened, or on none.
    calls.endSession(sessionId);
    signaling.endSession(sessionId);
  });
  const marks = new AccountMarks({ calls, people, log });
  people.onVisibilityChanged((accountId) => marks.refresh(accountId));
  accounts.onChanged((accountId) => {
    marks.refresh(accountId);
    people.accountChanged(accountId).catch((error) => {
      log.warn({ err: error }, 'a change to an account was not told');
    });
  });
  const sessionOf = (request: Pick<FastifyRequest, 'headers'>) =>
    sessions.authenticate(cookies.token(request.headers));
  await addRoutes(http, {
    version: deps.version,
    hasFaults: faults !== undefined,
    webRoot: deps.webRoot,
    publicUrl: config.publicUrl,
    adminToken: config.adminToken,
    metrics,
    log,
    api: {
      handlers: createHandlers({
        ...known,
        ...social,
        ...rooms,
        version: deps.version,
        media,
        files,
        sockets: () => signaling.socketCount,
        publicUrl: config.publicUrl,
        now,
      }),
      sessionOf,
      addressOf,
      limiter: apiLimiter,
    },
    readiness: {
      database: () => storage.ping().then(() => 'ok'),
      media: () => {
        if (!media.isReady) throw new Error('a media worker does not run');
        return 'ok';
      },
      server: () => {
        if (closing !== undefined) throw new Error('the server is stopping');
        return isDraining ? 'draining' : 'ok';
      },
    },
  });
  addPictures(http, { accounts, addressOf, limiter: apiLimiter });
  await addFiles(http, { files, publicUrl: config.publicUrl, addressOf, limiter: apiLimiter });
  addOidcCallback(http, {
    oidc,
    cookies,
    sessionOf,
    publicUrl: config.publicUrl,
    addressOf,
    limiter: apiLimiter,
  });
  addCalendars(http, {
    storage,
    sessionOf,
    publicUrl: config.publicUrl,
    addressOf,
    limiter: apiLimiter,
  });
  if (faults) addFaultRoutes(http, { faults, calls, adminToken: config.adminToken });
  signaling.serve({
    ...rooms,
    ringRooms: social.ringRooms,
    files,
    metrics,
    rtpCapabilities: media.rtpCapabilities,
    iceServers: (peerId) => iceServers(config.turn, peerId, now()),
    people: {
      ...social,
      tokenIn: (headers) => cookies.token(headers),
      guestIn: (headers) => guests.read(cookies.guestMark(headers)),
      sessionOf: (token) => sessions.authenticate(token),
      publicUrl: config.publicUrl,
    },
    marks,
    guestsAllowed: config.guestsAllowed,
    doorNews: () => doorKeeper.news,
  });

  const close = async () => {
    doorKeeper.close();
    notifications.close();
    signaling.announceStop();
    await Promise.all([ringing.close(), calls.close(), people.close(), signaling.close()]);
    await Promise.all([media.close(), http.close(), visits.settled(), mail.close(), files.close()]);
    await storage.close();
  };

  return {
    async listen() {
      await http.listen({ host: config.host, port: config.port });
      return urlOf(http.server.address() as AddressInfo);
    },
    async drain(forMs) {
      isDraining = true;
      signaling.announceDrain(forMs);
      const { promise: isOver, resolve } = Promise.withResolvers<void>();
      const callOff = timers.after(forMs, resolve);
      await Promise.race([calls.drain(), isOver]);
      callOff();
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/** An address that means "all of this machine" is reached at `localhost`. */
function urlOf({ address, port, family }: AddressInfo): string {
  const isAny = address === '0.0.0.0' || address === '::';
  const host = isAny ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
