import { ParleyError } from '@parley/protocol/errors';
import type { ArchivedMessage } from '@parley/protocol/people/archiveContent';
import type { StraightMessage } from '@parley/protocol/people/channels';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import { consoleLog, type Log } from '../log.ts';
import { byId } from '../people/applyPeopleEvent.ts';
import type { PeopleLine } from '../people/PeopleLine.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { type DeviceIdentity, makeIdentity } from './crypto/identity.ts';
import type { MessageStore } from './MessageStore.ts';
import type { MessagesSessionOptions } from './MessagesSessionOptions.ts';
import {
  createMessagesStore,
  type MessagesStore,
  type ReadonlyMessagesStore,
  unreadIn,
  withMessages,
} from './MessagesState.ts';
import { type MessageParts, messageParts } from './messageParts.ts';
import { keepBrought } from './moving/keepBrought.ts';
import { Rounds } from './Rounds.ts';
import type { StoredMessage } from './StoredMessage.ts';

/** How soon what could not be sent is tried again, in milliseconds. */
const RETRY_MS = 3_000;
/** The same for what waits for somebody's devices. */
const LATER_MS = 30_000;

/**
 * The direct messages of one person on one device. What is written is kept before anything else happens, and
 * waits there until the server has taken it; what comes is kept before the server may forget it.
 */
export class MessagesSession {
  readonly store: ReadonlyMessagesStore;
  readonly line: PeopleLine;
  /** Whose messages these are. */
  readonly accountId: string;
  readonly #store: MessagesStore = createMessagesStore();
  readonly #options: MessagesSessionOptions;
  readonly #log: Log;
  #begun: MessageParts | undefined;
  #stopListening = () => {};
  #isDirectAllowed: boolean;
  readonly #rounds = new Rounds(() => this.#workThrough());
  /** The one that is there or comes next, and whether this device was opened on it. */
  #connection = { isOpen: false };
  #isClosed = false;

  constructor(options: MessagesSessionOptions) {
    this.store = this.#store;
    this.line = options.line;
    this.accountId = options.accountId;
    this.#options = options;
    this.#log = options.log ?? consoleLog;
    this.#isDirectAllowed = options.isDirectAllowed ?? false;
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
      this.#begun = this.#partsOf(kept, identity);
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
      },
      lost: () => this.#begun?.channels.lost(),
      event: (event) => this.#hear(event),
    });
  }

  close(): void {
    this.#isClosed = true;
    this.#rounds.stop();
    this.#stopListening();
    this.#begun?.channels.close();
    this.#begun?.kept.close();
  }

  /** Kept when this resolves; sent as soon as it can be. */
  async send(accountId: string, text: string): Promise<void> {
    if (this.#isRemoved) return;
    await this.#begun?.conversations.write(accountId, text);
    this.#rounds.ask();
  }

  /** Somebody is written to: straight, whenever that can be. */
  converse(accountId: string): void {
    this.#begun?.channels.want(accountId);
  }

  /** Whether contacts may connect straight to this device. */
  async setDirectAllowed(isAllowed: boolean): Promise<void> {
    this.#isDirectAllowed = isAllowed;
    if (this.#isRemoved) return;
    // Without a connection it is said on the next one; while that is being opened, after what was said there.
    await this.#begun?.channels.setAllowed(isAllowed).catch(() => undefined);
  }

  /** The whole conversation, as far as it is here, has been seen. */
  async read(accountId: string): Promise<void> {
    if (unreadIn(this.#store.getState().conversations[accountId]).length === 0) return;
    await this.#begun?.conversations.read(accountId);
    this.#rounds.ask();
  }

  /** Sends once more what the server has refused. */
  async retry(messageId: string): Promise<void> {
    await this.#begun?.conversations.retry(messageId);
    this.#rounds.ask();
  }

  /**
   * Asks anew which devices somebody has.
   *
   * @throws ParleyError as `PeopleLine.request` does
   */
  async refreshKeys(accountId: string): Promise<void> {
    await this.#begun?.keyBook.refresh(accountId);
  }

  /** The devices that somebody has now are theirs, as far as this person can tell. */
  async trust(accountId: string, comparedNumber: string | null = null): Promise<void> {
    await this.#begun?.keyBook.trust(accountId, comparedNumber);
    this.#rounds.ask();
  }

  /** @returns the same for both, unless somebody stands between them */
  async safetyNumber(accountId: string): Promise<string | undefined> {
    return this.#begun?.keyBook.safetyNumber(accountId);
  }

  /** Resolves when all that is under way between this device and the server is done, or has failed. */
  settled(): Promise<void> {
    return this.#rounds.settled();
  }

  /**
   * Keeps what another device of the same person had. What is here already stays as it is.
   *
   * @returns how many were not here before
   * @throws ParleyError `unavailable` before `phase` is `ready`
   */
  async bring(messages: readonly ArchivedMessage[]): Promise<number> {
    if (this.#begun === undefined) throw new ParleyError('unavailable', 'Nothing is kept here yet.');
    return keepBrought(messages, { kept: this.#begun.kept, show: (changed) => this.#show(changed) });
  }

  /** @throws ParleyError as `PeopleLine.request` does */
  async removeDevice(deviceKey: string): Promise<void> {
    await this.#options.line.request('device:remove', { deviceKey });
  }

  /** This device, which was removed, becomes another one: with a new key, of which everybody is told. */
  async addAgain(): Promise<void> {
    if (this.#begun === undefined || !this.#isRemoved) return;
    const { kept, identity } = this.#begun;
    this.#become(await kept.identity(makeIdentity, identity.deviceKey));
  }

  get #isRemoved(): boolean {
    return this.#store.getState().phase === 'removed';
  }

  #partsOf(kept: MessageStore, identity: DeviceIdentity): MessageParts {
    const { line, accountId: ownId } = this.#options;
    return messageParts({
      line,
      kept,
      store: this.#store,
      identity,
      ownId,
      show: (changed) => this.#show(changed),
      takeStraight: (accountId, message) => this.#takeStraight(accountId, message),
      log: this.#log,
    });
  }

  /** The owner has removed this device: nothing comes or goes until they have added it again. */
  #removed(deviceKey: string): void {
    if (this.#isRemoved || this.#begun?.identity.deviceKey !== deviceKey) return;
    this.#store.setState({ phase: 'removed' });
    // Without a connection there are no channels.
    void this.#begun.channels.setAllowed(false).catch(() => undefined);
    void this.#lookForNewKey();
  }

  /** Another tab of a device that was removed may have added it again. */
  async #lookForNewKey(): Promise<void> {
    if (this.#begun === undefined || !this.#isRemoved) return;
    try {
      this.#become(await this.#begun.kept.identity(makeIdentity));
    } catch (error) {
      if (!this.#isClosed) this.#log.warn('the key of this device could not be read', error);
    }
  }

  #become(identity: DeviceIdentity): void {
    const { deviceKey } = identity;
    const before = this.#begun;
    if (this.#isClosed || before === undefined || before.identity.deviceKey === deviceKey) return;
    before.channels.close();
    this.#begun = this.#partsOf(before.kept, identity);
    this.#connection = { isOpen: false };
    this.#store.setState({ phase: 'ready', deviceKey });
    this.#rounds.ask();
  }

  #hear(event: PeopleEvent): void {
    this.#begun?.channels.hear(event);
    const { deviceKey } = this.#store.getState();
    if (event.name === 'message:waiting' && deviceKey !== null) {
      if (event.data.deviceKeys.includes(deviceKey)) this.#rounds.ask();
    } else if (event.name === 'device:changed') {
      if (event.data.removedKey !== null) this.#removed(event.data.removedKey);
      void this.#begun?.keyBook.setOwn(event.data.devices);
      // The others have to get it, too.
      if (event.data.devices.length > 1) this.#begun?.channels.giveUp();
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
    if (this.#begun === undefined || this.#isRemoved) return undefined;
    const { kept, identity, keyBook, inbox, outbox } = this.#begun;
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
    await this.#begun?.keyBook.setOwn(devices);
    await this.#begun?.channels.opened(this.#isDirectAllowed);
    connection.isOpen = true;
  }

  /** Only while this is one's only device: the others could not get it. */
  async #takeStraight(accountId: string, message: StraightMessage): Promise<boolean> {
    const { phase, devices } = this.#store.getState();
    if (this.#begun === undefined || phase !== 'ready' || devices.length !== 1) return false;
    const { inbox, identity, keyBook } = this.#begun;
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
        kept.messages().then((messages) => this.#show(messages)),
        kept.trusts().then((trusts) => this.#store.setState({ trusts: byId(trusts) })),
      ]);
    } catch (error) {
      if (!this.#isClosed) this.#log.warn('what is kept here could not be read', error);
    }
  }

  #show(changed: readonly StoredMessage[]): void {
    if (changed.length > 0) this.#store.setState((state) => withMessages(state, changed));
  }
}
