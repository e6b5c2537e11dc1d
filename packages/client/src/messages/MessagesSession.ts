import { LIMITS } from '@parley/protocol/limits';
import type { PeopleEvent } from '@parley/protocol/people/peopleContract';
import { consoleLog, type Log } from '../log.ts';
import type { PeopleLine } from '../people/PeopleLine.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import { toParleyError } from '../toParleyError.ts';
import { randomId } from './crypto/bytes.ts';
import { type DeviceIdentity, makeIdentity } from './crypto/identity.ts';
import { Inbox } from './Inbox.ts';
import { KeyBook } from './KeyBook.ts';
import type { MessageStore } from './MessageStore.ts';
import {
  createMessagesStore,
  type MessagesStore,
  type ReadonlyMessagesStore,
  unreadIn,
  withMessages,
} from './MessagesState.ts';
import { Outbox } from './Outbox.ts';
import type { StoredMessage } from './StoredMessage.ts';

export type MessagesSessionOptions = {
  readonly line: PeopleLine;
  /** Whose messages these are. */
  readonly accountId: string;
  /** What this device calls itself to its owner. */
  readonly deviceName: string;
  /** Opens what this device keeps. */
  readonly openStore: () => Promise<MessageStore>;
  readonly log?: Log | undefined;
};

/** How soon what could not be sent is tried again, in milliseconds. */
const RETRY_MS = 3_000;
/** The same for what waits for somebody's devices. */
const LATER_MS = 30_000;

/** Parts that there are once this device has its keys. */
type Begun = { kept: MessageStore; identity: DeviceIdentity; inbox: Inbox; outbox: Outbox };

/**
 * The direct messages of one person on one device. What is written is kept before anything else happens, and
 * waits there until the server has taken it; what comes is kept before the server may forget it.
 */
export class MessagesSession {
  readonly store: ReadonlyMessagesStore;
  readonly #store: MessagesStore = createMessagesStore();
  readonly #options: MessagesSessionOptions;
  readonly #log: Log;
  #begun: Begun | undefined;
  #keyBook: KeyBook | undefined;
  #stopListening = () => {};
  #isWorking = false;
  #isMoreToDo = false;
  #isOpen = false;
  #isClosed = false;
  #lastWrittenAt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(options: MessagesSessionOptions) {
    this.store = this.#store;
    this.#options = options;
    this.#log = options.log ?? consoleLog;
  }

  /** Never rejects: `phase` says what came of it. */
  async open(): Promise<void> {
    const { line, accountId: ownId, openStore } = this.#options;
    try {
      const kept = await openStore();
      const identity = await kept.identity(makeIdentity);
      if (this.#isClosed) {
        kept.close();
        return;
      }
      const keyBook = new KeyBook({ line, kept, store: this.#store, ownId });
      const show = (changed: readonly StoredMessage[]) => this.#show(changed);
      const inbox = new Inbox({ line, kept, ownId, show, log: this.#log });
      const outbox = new Outbox({ line, kept, keyBook, ownId, show });
      this.#keyBook = keyBook;
      this.#begun = { kept, identity, inbox, outbox };
      await this.#read(kept);
      kept.onChanged(() => void this.#read(kept));
      this.#store.setState({ phase: 'ready', deviceKey: identity.deviceKey });
    } catch (error) {
      this.#log.warn('there are no direct messages on this device', error);
      this.#store.setState({ phase: 'unsupported' });
      return;
    }
    this.#stopListening = line.listen({
      opened: () => {
        this.#isOpen = false;
        this.#work();
      },
      event: (event) => this.#hear(event),
    });
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#retryTimer);
    this.#stopListening();
    this.#begun?.kept.close();
  }

  /** Kept when this resolves; sent as soon as it can be. */
  async send(accountId: string, text: string): Promise<void> {
    const clean = Array.from(text.trim()).slice(0, LIMITS.directTextLength).join('');
    if (this.#begun === undefined || clean === '') return;
    const { kept, identity } = this.#begun;
    const messageId = randomId();
    // Of two that are written in one millisecond the first one stays first.
    const sentAt = Math.max(Date.now(), this.#lastWrittenAt + 1);
    this.#lastWrittenAt = sentAt;
    const message: StoredMessage = {
      messageId,
      accountId,
      isOwn: true,
      senderKey: identity.deviceKey,
      text: clean,
      sentAt,
      position: null,
      mark: 'waiting',
      told: 'read',
      problem: null,
    };
    this.#show(await kept.change([messageId], () => message));
    this.#work();
  }

  /** The whole conversation, as far as it is here, has been seen. */
  async read(accountId: string): Promise<void> {
    const unread = unreadIn(this.#store.getState().conversations[accountId]);
    if (this.#begun === undefined || unread.length === 0) return;
    const messageIds = unread.map(({ messageId }) => messageId);
    this.#show(
      await this.#begun.kept.change(messageIds, (_, message) => message && { ...message, mark: 'read' }),
    );
    this.#work();
  }

  /** Sends once more what the server has refused. */
  async retry(messageId: string): Promise<void> {
    if (this.#begun === undefined) return;
    const { kept } = this.#begun;
    this.#show(await kept.change([messageId], (_, message) => message && { ...message, problem: null }));
    this.#work();
  }

  /**
   * Asks anew which devices somebody has.
   *
   * @throws ParleyError as `PeopleLine.request` does
   */
  async refreshKeys(accountId: string): Promise<void> {
    await this.#keyBook?.refresh(accountId);
  }

  /** The devices that somebody has now are theirs, as far as this person can tell. */
  async trust(accountId: string, comparedNumber: string | null = null): Promise<void> {
    await this.#keyBook?.trust(accountId, comparedNumber);
    this.#work();
  }

  /** @returns the same for both, unless somebody stands between them */
  async safetyNumber(accountId: string): Promise<string | undefined> {
    return this.#keyBook?.safetyNumber(accountId);
  }

  async removeDevice(deviceKey: string): Promise<void> {
    await this.#options.line.request('device:remove', { deviceKey });
  }

  #hear(event: PeopleEvent): void {
    const { deviceKey } = this.#store.getState();
    if (event.name === 'message:waiting' && deviceKey !== null) {
      if (event.data.deviceKeys.includes(deviceKey)) this.#work();
    } else if (event.name === 'device:changed') {
      void this.#keyBook?.setOwn(event.data.devices);
    } else if (event.name === 'contact:added') {
      this.#work();
    }
  }

  /** Fetches, and sends what waits; what is asked for meanwhile is done right after. */
  #work(): void {
    this.#isMoreToDo = true;
    if (this.#isWorking || this.#isClosed) return;
    this.#isWorking = true;
    clearTimeout(this.#retryTimer);
    void this.#workThrough().finally(() => {
      this.#isWorking = false;
      if (this.#isMoreToDo) this.#work();
    });
  }

  async #workThrough(): Promise<void> {
    if (this.#begun === undefined) return;
    const { kept, identity, inbox, outbox } = this.#begun;
    this.#isMoreToDo = false;
    try {
      const isLeft = await kept.exclusively(async () => {
        if (!this.#isOpen) await this.#openDevice(identity);
        for (const accountId of await inbox.fetch(identity)) await this.#meet(accountId);
        return outbox.flush(identity);
      });
      if (isLeft) this.#retryAfter(LATER_MS);
    } catch (error) {
      if (this.#isClosed || isOffline(error)) return;
      const { code, details } = toParleyError(error);
      // This device was away for so long that the server has let go of it.
      if (code === 'conflict' && details?.['reason'] === 'own-device') this.#isOpen = false;
      else this.#log.warn('messages could not be fetched or sent', error);
      const wait = details?.['retryInMs'];
      this.#retryAfter(typeof wait === 'number' ? wait : RETRY_MS);
    }
  }

  async #openDevice({ deviceKey }: DeviceIdentity): Promise<void> {
    const { line, deviceName } = this.#options;
    const { devices } = await line.request('device:open', { deviceKey, name: deviceName });
    await this.#keyBook?.setOwn(devices);
    this.#isOpen = true;
  }

  /** Something came from them: from a device that is known, or from a new one. */
  async #meet(accountId: string): Promise<void> {
    const { keys, conversations } = this.#store.getState();
    const senders = (conversations[accountId] ?? []).filter(({ isOwn }) => !isOwn);
    const isKnown = senders.every(({ senderKey }) => keys[accountId]?.includes(senderKey));
    if (accountId === this.#options.accountId || (isKnown && keys[accountId] !== undefined)) return;
    try {
      await this.refreshKeys(accountId);
    } catch (error) {
      if (toParleyError(error).code !== 'not-found') throw error;
    }
  }

  #retryAfter(ms: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#retryTimer);
    this.#retryTimer = setTimeout(() => this.#work(), ms);
  }

  async #read(kept: MessageStore): Promise<void> {
    try {
      const [messages, trusts] = await Promise.all([kept.messages(), kept.trusts()]);
      this.#store.setState((state) => ({
        ...withMessages(state, messages),
        trusts: Object.fromEntries(trusts.map((trust) => [trust.accountId, trust])),
      }));
    } catch (error) {
      if (!this.#isClosed) this.#log.warn('what is kept here could not be read', error);
    }
  }

  #show(changed: readonly StoredMessage[]): void {
    if (changed.length > 0) this.#store.setState((state) => withMessages(state, changed));
  }
}
