import { LIMITS } from '@parley/protocol/limits';
import type { Source } from '@parley/protocol/media';
import type { Reaction } from '@parley/protocol/reaction';
import type { RoomJoinReply } from '@parley/protocol/room';
import { DirectConsent } from '../direct/DirectConsent.ts';
import { consoleLog, type Log } from '../log.ts';
import { browserCapture } from '../media/Capture.ts';
import { RtcDevice } from '../media/RtcDevice.ts';
import { StatsSampler } from '../media/stats/StatsSampler.ts';
import { Connection } from '../signaling/Connection.ts';
import { openSocket } from '../signaling/openSocket.ts';
import { SignalingClient } from '../signaling/SignalingClient.ts';
import type { CallCommands, ShownPicture } from './CallCommands.ts';
import { Chat } from './Chat.ts';
import type { ChosenFile } from './ChatUploads.ts';
import { followMicLevel } from './followMicLevel.ts';
import { GestureControl } from './GestureControl.ts';
import { Hearing } from './Hearing.ts';
import { HealthControl } from './health/HealthControl.ts';
import { JoinClock } from './JoinClock.ts';
import { LocalMediaGroup } from './LocalMediaGroup.ts';
import { limit } from './limits/limit.ts';
import { StrainControl } from './limits/StrainControl.ts';
import { MediaLinks } from './MediaLinks.ts';
import { Membership } from './Membership.ts';
import { Moments } from './Moments.ts';
import { type CallSessionOptions, DEFAULT_FIRST_WISH } from './options.ts';
import { Preparation } from './Preparation.ts';
import { watchPage } from './pageLifecycle.ts';
import type { DeviceKind, ScreenContent } from './store/CallState.ts';
import { type CallStore, createCallStore, type ReadonlyCallStore } from './store/createCallStore.ts';
import { Watching } from './Watching.ts';

const GOODBYE_MS = 1_000;

/**
 * One call, from the pre-join page to the end. Only brings the parts together: what happens is in
 * `Membership` (the place in the room), `LocalMediaGroup` (what is sent), `Watching` (what is
 * received), `Chat`, `Gestures` and `Moments`; what it looks like is in `store`.
 */
export class CallSession implements CallCommands {
  /** Everything that can be seen of the call; read and subscribe, never write. */
  readonly store: ReadonlyCallStore;
  /** What both connections carry, measured once a second while in the call. */
  readonly stats: Pick<StatsSampler, 'latest' | 'subscribe'>;
  readonly pictureShown = (): void => this.#joinClock.pictureShown();
  readonly #sampler: StatsSampler;
  readonly #store: CallStore;
  readonly #log: Log;
  readonly #connection: Connection;
  readonly #signaling: SignalingClient;
  readonly #device: RtcDevice;
  readonly #preparation: Preparation;
  readonly #membership: Membership;
  readonly #local: LocalMediaGroup;
  readonly #watching: Watching;
  readonly #chat: Chat;
  readonly #moments: Moments;
  readonly #gestures: GestureControl;
  readonly #health: HealthControl;
  readonly #links: MediaLinks;
  readonly #joinClock: JoinClock;
  readonly #direct: DirectConsent;
  readonly #strain: StrainControl;
  readonly #hearing: Hearing;
  readonly #stopWatchingPage: () => void;
  #prepared: Promise<void> | undefined;

  constructor(options: CallSessionOptions) {
    const page = typeof window === 'undefined' ? undefined : window;
    const log = options.log ?? consoleLog;
    const firstWish = options.firstWish ?? DEFAULT_FIRST_WISH;
    const store = createCallStore(options.room);
    this.store = store;
    this.#store = store;
    this.#log = log;
    this.#connection = new Connection(
      openSocket(options.url, undefined, options.token ? { token: options.token } : {}),
      page,
    );
    this.#signaling = new SignalingClient(this.#connection, log);
    this.#device = new RtcDevice(options.rtc ?? {}, options.network);
    this.#preparation = new Preparation(store, this.#signaling, this.#device, log);
    this.#hearing = new Hearing({
      store,
      page: options.audio === 'none' ? undefined : page?.document,
      storage: options.storage,
      log,
    });
    this.#local = new LocalMediaGroup({
      store,
      signaling: this.#signaling,
      capture: options.capture ?? browserCapture(),
      storage: options.storage,
      canChooseSpeaker: this.#hearing.canChooseSpeaker,
      log,
    });
    // What was chosen in an earlier call is known from here on.
    void this.#hearing.setSpeaker(store.getState().devices.chosen.speaker);
    this.#watching = new Watching(store, this.#signaling, firstWish, log);
    this.#chat = new Chat(store, this.#signaling, options.url);
    this.#moments = new Moments(store, this.#connection);
    this.#sampler = new StatsSampler(() => this.#links.current, log);
    this.stats = this.#sampler;
    this.#joinClock = new JoinClock({ store, signaling: this.#signaling, log });
    this.#links = new MediaLinks({
      store,
      signaling: this.#signaling,
      preparation: this.#preparation,
      device: this.#device,
      firstWish,
      local: this.#local,
      watching: this.#watching,
      stats: this.#sampler,
      onTransport: (transport) => this.#joinClock.follow(transport),
      log,
    });
    this.#health = new HealthControl({
      store,
      signaling: this.#signaling,
      stats: this.#sampler,
      remedies: {
        rewatch: (publicationId) => this.#watching.renew(publicationId),
        restartIce: () => this.#links.current?.restartIce(),
        rebuild: () => void this.#links.rebuild(),
        recapture: (source) => this.#local.recapture(source),
      },
      page: page?.document,
      log,
    });
    this.#direct = new DirectConsent({
      // A way through the network that was chosen for the media holds for all of it.
      isPossible: (options.network ?? 'any') === 'any',
      store,
      signaling: this.#signaling,
      link: () => this.#links.current,
      watching: this.#watching,
      stats: this.#sampler,
      iceServers: () => this.#links.iceServers,
      take: (event) => this.#gestures.take(event),
      log,
    });
    this.#gestures = new GestureControl({
      store,
      signaling: this.#signaling,
      direct: this.#direct,
      log,
    });
    if (options.isDirectAllowed !== undefined) this.#direct.set(options.isDirectAllowed);
    this.#strain = new StrainControl({ store, stats: this.#sampler, page: page?.document }, log);
    if (options.isAdaptive) this.setAdaptive(true);
    if (options.maxBitrate) this.setMaxBitrate(options.maxBitrate);
    this.#signaling.listen({
      roomEvent: () => {},
      momentEvent: (event) => {
        if (event.name === 'media:lost') void this.#links.rebuild();
        if (event.name === 'media:layersWanted') this.#links.wantLayers(event.data);
        if (event.name === 'media:codecsAllowed') this.#links.allowCodecs(event.data.codecs);
        this.#moments.take(event);
        this.#gestures.take(event);
        this.#health.take(event);
        this.#direct.take(event);
      },
    });
    this.#membership = new Membership(
      {
        store,
        connection: this.#connection,
        signaling: this.#signaling,
        preparation: this.#preparation,
        firstWish,
        places: options.places,
        log,
      },
      {
        entered: (reply) => this.#entered(reply),
        resumed: (hasMedia) => this.#resumed(hasMedia),
        ended: () => void this.#hangUp(Promise.resolve()),
      },
    );
    this.#stopWatchingPage = watchPage(page, {
      hidden: () => {
        this.#membership.leaveAtOnce();
        this.#connection.close();
      },
      shownAgain: () => {
        if (this.#prepared && this.#store.getState().phase !== 'left') this.#connection.open();
      },
    });
  }

  prepare(): Promise<void> {
    this.#prepared ??= this.#prepare();
    return this.#prepared;
  }

  async join(name: string): Promise<void> {
    void this.prepare();
    await this.#membership.join(name);
  }

  async leave(): Promise<void> {
    const { phase } = this.#store.getState();
    if (phase === 'left') return;
    this.#store.setState({ phase: 'left', error: null });
    const goodbye =
      phase === 'joined'
        ? this.#signaling.request('room:leave', {}, { timeoutMs: GOODBYE_MS })
        : Promise.resolve();
    await this.#hangUp(goodbye);
  }

  setMicrophone(isOn: boolean): Promise<void> {
    return this.#local.setMicrophone(isOn);
  }

  setCamera(isOn: boolean): Promise<void> {
    return this.#local.setCamera(isOn);
  }

  setScreen(isOn: boolean): Promise<void> {
    return this.#local.setScreen(isOn);
  }

  setScreenContent(content: ScreenContent): void {
    this.#local.setScreenContent(content);
  }

  async chooseDevice(kind: DeviceKind, deviceId: string | null): Promise<void> {
    const chosen = this.#local.choose(kind, deviceId);
    if (kind === 'speaker') await this.#hearing.setSpeaker(deviceId);
    await chosen;
  }

  refreshDevices(): Promise<void> {
    return this.#local.refreshDevices();
  }

  publishTrack(source: Source, track: MediaStreamTrack | null): Promise<void> {
    return this.#local.give(source, track);
  }

  showPictures(pictures: readonly ShownPicture[]): void {
    this.#watching.show(pictures);
  }

  unblockAudio(): Promise<void> {
    return this.#hearing.unblock();
  }

  setVolume(peerId: string, volume: number): void {
    this.#hearing.setVolume(peerId, volume);
  }

  setAlwaysHeard(peerId: string, isAlwaysHeard: boolean): void {
    this.#hearing.setAlwaysHeard(peerId, isAlwaysHeard);
  }

  onMicLevel(listener: (level: number) => void): () => void {
    return followMicLevel(this.#store, listener);
  }

  setDirectAllowed(isAllowed: boolean): void {
    this.#direct.set(isAllowed);
  }

  setMaxBitrate(maxBitrate: number | null): void {
    const bounded = maxBitrate && Math.max(LIMITS.receivedBitrate.least, maxBitrate);
    limit(this.#store, { maxBitrate: bounded });
    this.#direct.hold(bounded !== null);
  }

  setAdaptive(isAdaptive: boolean): void {
    this.#strain.set(isAdaptive);
  }

  sendChat(text: string): void {
    this.#chat.send(text);
  }

  sendFile(file: ChosenFile): void {
    this.#chat.sendFile(file);
  }

  cancelChat(messageId: string): void {
    this.#chat.cancel(messageId);
  }

  setWriting(isWriting: boolean): void {
    this.#gestures.setWriting(isWriting);
  }

  retryChat(messageId: string): void {
    this.#chat.retry(messageId);
  }

  async loadOlderChat(): Promise<void> {
    try {
      const { loadOlderChat } = await import('./loadOlderChat.ts');
      await loadOlderChat(this.#store, this.#signaling);
    } catch (error) {
      this.#log.warn('older messages could not be loaded', error);
    }
  }

  markChatRead(): void {
    this.#chat.markRead();
  }

  setHand(isRaised: boolean): Promise<void> {
    return this.#gestures.setHand(isRaised);
  }

  react(reaction: Reaction): Promise<void> {
    return this.#gestures.react(reaction);
  }

  setName(name: string): Promise<void> {
    return this.#membership.setName(name);
  }

  async #prepare(): Promise<void> {
    this.#preparation.begin();
    this.#connection.open();
    await Promise.all([this.#preparation.certificate(), this.#local.refreshDevices()]);
  }

  /** A new place in the room: new transports, and everything that was on goes on over them. */
  async #entered(reply: RoomJoinReply): Promise<void> {
    this.#chat.resumed();
    this.#sampler.start();
    this.#health.entered();
    this.#strain.entered();
    this.#direct.entered({ isAnew: true });
    this.#links.allowCodecs();
    await this.#links.use(reply);
  }

  #resumed(hasMedia: boolean): void {
    this.#links.resumed(hasMedia);
    this.#direct.entered({ isAnew: false });
    this.#local.resumed();
    this.#watching.resumed();
    this.#chat.resumed();
  }

  async #hangUp(goodbye: Promise<unknown>): Promise<void> {
    await Promise.allSettled([goodbye, this.#close()]);
    this.#signaling.close();
    this.#connection.close();
    this.#store.setState({ connection: { status: 'closed' } });
  }

  /** Lets go of devices, transports, timers and elements. */
  async #close(): Promise<void> {
    this.#stopWatchingPage();
    this.#joinClock.close();
    this.#sampler.stop();
    this.#health.close();
    this.#strain.close();
    this.#direct.close();
    this.#watching.close();
    this.#moments.close();
    this.#gestures.close();
    this.#hearing.close();
    const released = this.#local.close();
    this.#links.close();
    this.#preparation.close();
    await released;
  }
}
