import { DirectConsent } from '../direct/DirectConsent.ts';
import { consoleLog, type Log } from '../log.ts';
import { browserCapture } from '../media/Capture.ts';
import { RtcDevice } from '../media/RtcDevice.ts';
import { StatsSampler } from '../media/stats/StatsSampler.ts';
import { Connection } from '../signaling/Connection.ts';
import { openSocket } from '../signaling/openSocket.ts';
import { SignalingClient } from '../signaling/SignalingClient.ts';
import { Chat } from './Chat.ts';
import { GestureControl } from './GestureControl.ts';
import { Hearing } from './Hearing.ts';
import { HealthControl } from './health/HealthControl.ts';
import { JoinClock } from './JoinClock.ts';
import { LocalMediaGroup } from './LocalMediaGroup.ts';
import { StrainControl } from './limits/StrainControl.ts';
import { MediaLinks } from './MediaLinks.ts';
import { Membership, type MembershipListener } from './Membership.ts';
import { Moments } from './Moments.ts';
import { type CallSessionOptions, DEFAULT_FIRST_WISH } from './options.ts';
import { Preparation } from './Preparation.ts';
import { type CallStore, createCallStore } from './store/createCallStore.ts';
import { Watching } from './Watching.ts';

/** What each of them does is said in its own file. */
export type CallParts = {
  readonly store: CallStore;
  readonly log: Log;
  readonly connection: Connection;
  readonly signaling: SignalingClient;
  readonly preparation: Preparation;
  readonly membership: Membership;
  readonly local: LocalMediaGroup;
  readonly watching: Watching;
  readonly hearing: Hearing;
  readonly chat: Chat;
  readonly moments: Moments;
  readonly gestures: GestureControl;
  readonly health: HealthControl;
  readonly links: MediaLinks;
  readonly joinClock: JoinClock;
  readonly direct: DirectConsent;
  readonly strain: StrainControl;
  readonly sampler: StatsSampler;
};

/** The parts of one call, each given those that it needs. Nothing is connected or captured yet. */
export function composeCall(options: CallSessionOptions, listener: MembershipListener): CallParts {
  const page = typeof window === 'undefined' ? undefined : window;
  const log = options.log ?? consoleLog;
  const firstWish = options.firstWish ?? DEFAULT_FIRST_WISH;
  const store = createCallStore(options.room);
  const connection = new Connection(
    openSocket(options.url, undefined, options.token ? { token: options.token } : {}),
    page,
  );
  const signaling = new SignalingClient(connection, log);
  const device = new RtcDevice(options.rtc ?? {}, options.network);
  const preparation = new Preparation(store, signaling, device, log);
  const hearing = new Hearing({
    store,
    page: options.audio === 'none' ? undefined : page?.document,
    storage: options.storage,
    log,
  });
  const local = new LocalMediaGroup({
    store,
    signaling,
    capture: options.capture ?? browserCapture(),
    storage: options.storage,
    canChooseSpeaker: hearing.canChooseSpeaker,
    log,
  });
  const watching = new Watching(store, signaling, firstWish, log);
  const chat = new Chat(store, signaling, options.url);
  const moments = new Moments(store, connection);
  const sampler: StatsSampler = new StatsSampler(() => links.current, log);
  const joinClock = new JoinClock({ store, signaling, log });
  const links = new MediaLinks({
    store,
    signaling,
    preparation,
    device,
    firstWish,
    local,
    watching,
    stats: sampler,
    onTransport: (transport) => joinClock.follow(transport),
    log,
  });
  const health = new HealthControl({
    store,
    signaling,
    stats: sampler,
    remedies: {
      rewatch: (publicationId) => watching.renew(publicationId),
      restartIce: () => links.current?.restartIce(),
      rebuild: () => void links.rebuild(),
      recapture: (source) => local.recapture(source),
    },
    page: page?.document,
    log,
  });
  const direct = new DirectConsent({
    // A way through the network that was chosen for the media holds for all of it.
    isPossible: (options.network ?? 'any') === 'any',
    store,
    signaling,
    link: () => links.current,
    watching,
    stats: sampler,
    iceServers: () => links.iceServers,
    take: (event) => gestures.take(event),
    log,
  });
  const gestures = new GestureControl({
    store,
    signaling,
    direct,
    log,
  });
  const strain = new StrainControl({ store, stats: sampler, page: page?.document }, log);
  signaling.listen({
    roomEvent: () => {},
    momentEvent: (event) => {
      if (event.name === 'media:lost') void links.rebuild();
      if (event.name === 'media:layersWanted') links.wantLayers(event.data);
      if (event.name === 'media:codecsAllowed') links.allowCodecs(event.data.codecs);
      if (event.name === 'media:consumers') watching.offer(event.data);
      if (event.name === 'media:consumersClosed') watching.ended(event.data.consumerIds);
      moments.take(event);
      gestures.take(event);
      health.take(event);
      direct.take(event);
    },
  });
  const membership = new Membership(
    {
      store,
      connection,
      signaling,
      preparation,
      firstWish,
      places: options.places,
      log,
    },
    listener,
  );
  return {
    store,
    log,
    connection,
    signaling,
    preparation,
    membership,
    local,
    watching,
    hearing,
    chat,
    moments,
    gestures,
    health,
    links,
    joinClock,
    direct,
    strain,
    sampler,
  };
}
