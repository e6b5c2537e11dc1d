import { LIMITS } from '@parley/protocol/limits';
import type { Source } from '@parley/protocol/media';
import type { Reaction } from '@parley/protocol/reaction';
import type { RoomJoinReply } from '@parley/protocol/room';
import type { StatsSampler } from '../media/stats/StatsSampler.ts';
import type { CallCommands, ShownPicture } from './CallCommands.ts';
import type { ChosenFile } from './ChatUploads.ts';
import { type CallParts, composeCall } from './composeCall.ts';
import { followMicLevel } from './followMicLevel.ts';
import { limit } from './limits/limit.ts';
import type { CallSessionOptions } from './options.ts';
import { watchPage } from './pageLifecycle.ts';
import type { DeviceKind, ScreenContent } from './store/CallState.ts';
import type { ReadonlyCallStore } from './store/createCallStore.ts';

const GOODBYE_MS = 1_000;

/**
 * One call, from the pre-join page to the end. Says what is wanted to the parts that `composeCall` brings
 * together: `Membership` (the place in the room), `LocalMediaGroup` (what is sent), `Watching` (what is
 * received), `Chat`, `GestureControl` and the others; what it looks like is in `store`.
 */
export class CallSession implements CallCommands {
  /** Everything that can be seen of the call; read and subscribe, never write. */
  readonly store: ReadonlyCallStore;
  /** What both connections carry, measured once a second while in the call. */
  readonly stats: Pick<StatsSampler, 'latest' | 'subscribe'>;
  readonly pictureShown = (): void => this.#parts.joinClock.pictureShown();
  readonly #parts: CallParts;
  readonly #stopWatchingPage: () => void;
  #prepared: Promise<void> | undefined;

  constructor(options: CallSessionOptions) {
    this.#parts = composeCall(options, {
      entered: (reply) => this.#entered(reply),
      resumed: (hasMedia) => this.#resumed(hasMedia),
      ended: () => void this.#hangUp(Promise.resolve()),
    });
    const { store, sampler, direct, hearing, membership, connection } = this.#parts;
    this.store = store;
    this.stats = sampler;
    // What was chosen in an earlier call is known from here on.
    void hearing.setSpeaker(store.getState().devices.chosen.speaker);
    if (options.isDirectAllowed !== undefined) direct.set(options.isDirectAllowed);
    if (options.isAdaptive) this.setAdaptive(true);
    if (options.maxBitrate) this.setMaxBitrate(options.maxBitrate);
    this.#stopWatchingPage = watchPage(typeof window === 'undefined' ? undefined : window, {
      hidden: () => {
        membership.leaveAtOnce();
        connection.close();
      },
      shownAgain: () => {
        if (this.#prepared && store.getState().phase !== 'left') connection.open();
      },
    });
  }

  prepare(): Promise<void> {
    this.#prepared ??= this.#prepare();
    return this.#prepared;
  }

  async join(name: string): Promise<void> {
    void this.prepare();
    await this.#parts.membership.join(name);
  }

  async leave(): Promise<void> {
    const { phase } = this.#parts.store.getState();
    if (phase === 'left') return;
    this.#parts.store.setState({ phase: 'left', error: null });
    const goodbye =
      phase === 'joined'
        ? this.#parts.signaling.request('room:leave', {}, { timeoutMs: GOODBYE_MS })
        : Promise.resolve();
    await this.#hangUp(goodbye);
  }

  setMicrophone(isOn: boolean): Promise<void> {
    return this.#parts.local.setMicrophone(isOn);
  }

  setCamera(isOn: boolean): Promise<void> {
    return this.#parts.local.setCamera(isOn);
  }

  setScreen(isOn: boolean): Promise<void> {
    return this.#parts.local.setScreen(isOn);
  }

  setScreenContent(content: ScreenContent): void {
    this.#parts.local.setScreenContent(content);
  }

  async chooseDevice(kind: DeviceKind, deviceId: string | null): Promise<void> {
    const chosen = this.#parts.local.choose(kind, deviceId);
    if (kind === 'speaker') await this.#parts.hearing.setSpeaker(deviceId);
    await chosen;
  }

  refreshDevices(): Promise<void> {
    return this.#parts.local.refreshDevices();
  }

  publishTrack(source: Source, track: MediaStreamTrack | null): Promise<void> {
    return this.#parts.local.give(source, track);
  }

  showPictures(pictures: readonly ShownPicture[]): void {
    this.#parts.watching.show(pictures);
  }

  unblockAudio(): Promise<void> {
    return this.#parts.hearing.unblock();
  }

  setVolume(peerId: string, volume: number): void {
    this.#parts.hearing.setVolume(peerId, volume);
  }

  setAlwaysHeard(peerId: string, isAlwaysHeard: boolean): void {
    this.#parts.hearing.setAlwaysHeard(peerId, isAlwaysHeard);
  }

  onMicLevel(listener: (level: number) => void): () => void {
    return followMicLevel(this.#parts.store, listener);
  }

  setDirectAllowed(isAllowed: boolean): void {
    this.#parts.direct.set(isAllowed);
  }

  setMaxBitrate(maxBitrate: number | null): void {
    const bounded = maxBitrate && Math.max(LIMITS.receivedBitrate.least, maxBitrate);
    limit(this.#parts.store, { maxBitrate: bounded });
    this.#parts.direct.hold(bounded !== null);
  }

  setAdaptive(isAdaptive: boolean): void {
    this.#parts.strain.set(isAdaptive);
  }

  sendChat(text: string): void {
    this.#parts.chat.send(text);
  }

  sendFile(file: ChosenFile): void {
    this.#parts.chat.sendFile(file);
  }

  cancelChat(messageId: string): void {
    this.#parts.chat.cancel(messageId);
  }

  setWriting(isWriting: boolean): void {
    this.#parts.gestures.setWriting(isWriting);
  }

  retryChat(messageId: string): void {
    this.#parts.chat.retry(messageId);
  }

  async loadOlderChat(): Promise<void> {
    try {
      const { loadOlderChat } = await import('./loadOlderChat.ts');
      await loadOlderChat(this.#parts.store, this.#parts.signaling);
    } catch (error) {
      this.#parts.log.warn('older messages could not be loaded', error);
    }
  }

  markChatRead(): void {
    this.#parts.chat.markRead();
  }

  setHand(isRaised: boolean): Promise<void> {
    return this.#parts.gestures.setHand(isRaised);
  }

  react(reaction: Reaction): Promise<void> {
    return this.#parts.gestures.react(reaction);
  }

  setName(name: string): Promise<void> {
    return this.#parts.membership.setName(name);
  }

  async #prepare(): Promise<void> {
    this.#parts.preparation.begin();
    this.#parts.connection.open();
    await Promise.all([this.#parts.preparation.certificate(), this.#parts.local.refreshDevices()]);
  }

  /** A new place in the room: new transports, and everything that was on goes on over them. */
  async #entered(reply: RoomJoinReply): Promise<void> {
    this.#parts.chat.resumed();
    this.#parts.sampler.start();
    this.#parts.health.entered();
    this.#parts.strain.entered();
    this.#parts.direct.entered({ isAnew: true });
    this.#parts.links.allowCodecs();
    await this.#parts.links.use(reply);
  }

  #resumed(hasMedia: boolean): void {
    this.#parts.links.resumed(hasMedia);
    this.#parts.direct.entered({ isAnew: false });
    this.#parts.local.resumed();
    this.#parts.watching.resumed();
    this.#parts.chat.resumed();
  }

  async #hangUp(goodbye: Promise<unknown>): Promise<void> {
    await Promise.allSettled([goodbye, this.#close()]);
    this.#parts.signaling.close();
    this.#parts.connection.close();
    this.#parts.store.setState({ connection: { status: 'closed' } });
  }

  /** Lets go of devices, transports, timers and elements. */
  async #close(): Promise<void> {
    this.#stopWatchingPage();
    this.#parts.joinClock.close();
    this.#parts.sampler.stop();
    this.#parts.health.close();
    this.#parts.strain.close();
    this.#parts.direct.close();
    this.#parts.watching.close();
    this.#parts.moments.close();
    this.#parts.gestures.close();
    this.#parts.hearing.close();
    const released = this.#parts.local.close();
    this.#parts.links.close();
    this.#parts.preparation.close();
    await released;
  }
}
