import type { StraightMessage } from '@parley/protocol/people/channels';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import { consoleLog, type Log } from '../log.ts';
import { byId } from '../people/applyPeopleEvent.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { type DeviceIdentity, makeIdentity } from './crypto/identity.ts';
import type { MessageStore } from './MessageStore.ts';
import type { MessagesSessionOptions } from './MessagesSessionOptions.ts';
import { type MessagesStore, withMessages } from './MessagesState.ts';
import { type MessageParts, messageParts } from './messageParts.ts';
import { Rounds } from './Rounds.ts';
import type { StoredMessage } from './StoredMessage.ts';
import { isBetween, isForAll } from './straight/isForAll.ts';

/** How soon what could not be sent is tried again, in milliseconds. */
const RETRY_MS = 3_000;
/** The same for what waits for somebody's devices. */
const LATER_MS = 30_000;

/**
 * This device among those of its person: known to the server on each connection anew, fetching and sending one thing
 * at a time, and, once its owner has removed it, silent until they add it again.
 */
export class ThisDevice {
  readonly #options: MessagesSessionOptions;
  readonly #store: MessagesStore;
  readonly #log: Log;
  readonly #rounds = new Rounds(() => this.#workThrough());
  #parts: MessageParts | undefined;
  #stopListening = () => {};
  #isDirectAllowed: boolean;
  /** The one that is there or comes next, and whether this device was opened on it. */
  #connection = { isOpen: false };
  #isClosed = false;

  constructor(options: MessagesSessionOptions, store: MessagesStore) {
    this.#options = options;
    this.#store = store;
    this.#log = options.log ?? consoleLog;
    this.#isDirectAllowed = options.isDirectAllowed ?? false;
  }

  /** Undefined until it is open. */
  get parts(): MessageParts | undefined {
    return this.#parts;
  }

  get isRemoved(): boolean {
    return this.#store.getState().phase === 'removed';
  }

  /** Never rejects: `phase` says what came of it. */
  async open(): Promise<void> {
    const { line, openStore } = this.#options;
    try {
      const kept = await openStore();
      const identity = await kept.identity(makeIdentity);
      if (this.#isClosed) {
        kept.close();
        return;
      }
      this.#parts = this.#partsOf(kept, identity);
      await this.#read(kept);
      kept.onChanged(() => {
        void this.#read(kept);
        void this.#lookForNewKey();
      });
      this.#store.setState({ phase: 'ready', deviceKey: identity.deviceKey });
    } catch (error) {
      this.#log.warn('there are no direct messages on this device', error);
      this.#store.setState({ phase: 'unsupported' });
      return;
    }
    this.#stopListening = line.listen({
      opened: () => {
        this.#connection = { isOpen: false };
        this.#rounds.ask();
        this.upload();
      },
      lost: () => this.#parts?.channels.lost(),
      event: (event) => this.#hear(event),
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#rounds.stop();
    this.#stopListening();
    this.#parts?.channels.close();
    this.#parts?.uploads.close();
    this.#parts?.kept.close();
  }

  /** There may be something to fetch or to send. */
  work(): void {
    this.#rounds.ask();
  }

  /** There may be a file to bring. */
  upload(): void {
    if (!this.isRemoved) this.#parts?.uploads.ask();
  }

  /** Whether contacts may connect straight to this device. */
  async setDirectAllowed(isAllowed: boolean): Promise<void> {
    this.#isDirectAllowed = isAllowed;
    if (this.isRemoved) return;
    // Without a connection it is said on the next one; while that is being opened, after what was said there.
    await this.#parts?.channels.setAllowed(isAllowed).catch(() => undefined);
  }

  /** Resolves when all that is under way between this device and the server is done, or has failed. */
  async settled(): Promise<void> {
    await this.#parts?.uploads.settled();
    await this.#rounds.settled();
  }

  /** This device, which was removed, becomes another one: with a new key, of which everybody is told. */
  async addAgain(): Promise<void> {
    if (this.#parts === undefined || !this.isRemoved) return;
    const { kept, identity } = this.#parts;
    this.#become(await kept.identity(makeIdentity, identity.deviceKey));
  }

  /** Puts what was kept or has changed into the state. */
  show(changed: readonly StoredMessage[]): void {
    if (changed.length > 0) this.#store.setState((state) => withMessages(state, changed));
  }

  #partsOf(kept: MessageStore, identity: DeviceIdentity): MessageParts {
    const { line, accountId: ownId } = this.#options;
    return messageParts({
      line,
      kept,
      store: this.#store,
      identity,
      ownId,
      show: (changed) => this.show(changed),
      uploaded: () => this.#rounds.ask(),
      takeStraight: (accountId, message) => this.#takeStraight(accountId, message),
      log: this.#log,
    });
  }

  /** The owner has removed this device: nothing comes or goes until they have added it again. */
  #removed(deviceKey: string): void {
    if (this.isRemoved || this.#parts?.identity.deviceKey !== deviceKey) return;
    this.#store.setState({ phase: 'removed' });
    // Without a connection there are no channels.
    void this.#parts.channels.setAllowed(false).catch(() => undefined);
    void this.#lookForNewKey();
  }

  /** Another tab of a device that was removed may have added it again. */
  async #lookForNewKey(): Promise<void> {
    if (this.#parts === undefined || !this.isRemoved) return;
    try {
      this.#become(await this.#parts.kept.identity(makeIdentity));
    } catch (error) {
      if (!this.#isClosed) this.#log.warn('the key of this device could not be read', error);
    }
  }

  #become(identity: DeviceIdentity): void {
    const { deviceKey } = identity;
    const before = this.#parts;
    if (this.#isClosed || before === undefined || before.identity.deviceKey === deviceKey) return;
    before.channels.close();
    before.uploads.close();
    this.#parts = this.#partsOf(before.kept, identity);
    this.#connection = { isOpen: false };
    this.#store.setState({ phase: 'ready', deviceKey });
    this.#rounds.ask();
    this.upload();
  }

  #hear(event: PeopleEvent): void {
    this.#parts?.channels.hear(event);
    const { deviceKey } = this.#store.getState();
    if (event.name === 'message:waiting' && deviceKey !== null) {
      if (event.data.deviceKeys.includes(deviceKey)) this.#rounds.ask();
    } else if (event.name === 'device:changed') {
      if (event.data.removedKey !== null) this.#removed(event.data.removedKey);
      void this.#parts?.keyBook.setOwn(event.data.devices);
      this.#parts?.channels.tellDevices();
    } else if (event.name === 'contact:added') {
      this.#rounds.ask();
    }
  }

  /**
   * Fetches, and sends what waits.
   *
   * @returns when there is more to do, in milliseconds
   */
  async #workThrough(): Promise<number | undefined> {
    if (this.#parts === undefined || this.isRemoved) return undefined;
    const { kept, identity, keyBook, inbox, outbox } = this.#parts;
    try {
      const isLeft = await kept.exclusively(async () => {
        if (!this.#connection.isOpen) await this.#openDevice(identity);
        for (const accountId of await inbox.fetch(identity)) {
          await keyBook.meet(accountId, this.#sendersIn(accountId));
        }
        return outbox.flush(identity);
      });
      return isLeft ? LATER_MS : undefined;
    } catch (error) {
      if (this.#isClosed || isOffline(error)) return undefined;
      const { code, details } = toParleyError(error);
      if (code === 'conflict' && details?.['reason'] === 'removed-device') {
        this.#removed(identity.deviceKey);
        return undefined;
      }
      // This device was away for so long that the server has let go of it.
      if (code === 'conflict' && details?.['reason'] === 'own-device') this.#connection.isOpen = false;
      else this.#log.warn('messages could not be fetched or sent', error);
      const wait = details?.['retryInMs'];
      return typeof wait === 'number' ? wait : RETRY_MS;
    }
  }

  async #openDevice({ deviceKey }: DeviceIdentity): Promise<void> {
    const { line, deviceName } = this.#options;
    const connection = this.#connection;
    const { devices } = await line.request('device:open', { deviceKey, name: deviceName });
    await this.#parts?.keyBook.setOwn(devices);
    await this.#parts?.channels.opened(this.#isDirectAllowed);
    connection.isOpen = true;
  }

  async #takeStraight(accountId: string, message: StraightMessage): Promise<boolean> {
    const { phase, devices } = this.#store.getState();
    if (this.#parts === undefined || phase !== 'ready') return false;
    if (!isForAll(message, devices) || !isBetween(message, accountId, this.#options.accountId))
      return false;
    const { inbox, identity, keyBook } = this.#parts;
    // The server vouches for the devices of what it brings; here it is asked.
    await keyBook.meet(accountId, [message.senderKey]);
    if (!this.#store.getState().keys[accountId]?.includes(message.senderKey)) return false;
    const isKept = await inbox.takeStraight(accountId, message, identity);
    if (isKept) this.#rounds.ask();
    return isKept;
  }

  /** The devices that somebody has written from. */
  #sendersIn(accountId: string): string[] {
    const messages = this.#store.getState().conversations[accountId] ?? [];
    return messages.filter(({ isOwn }) => !isOwn).map(({ senderKey }) => senderKey);
  }

  async #read(kept: MessageStore): Promise<void> {
    try {
      // Each is shown as soon as it is read: what is changed after that is shown after it.
      await Promise.all([
        kept.messages().then((messages) => this.show(messages)),
        kept.trusts().then((trusts) => this.#store.setState({ trusts: byId(trusts) })),
      ]);
    } catch (error) {
      if (!this.#isClosed) this.#log.warn('what is kept here could not be read', error);
    }
  }
}
