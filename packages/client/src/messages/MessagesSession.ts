import { ParleyError } from '@parley/protocol/errors';
import type { ArchivedMessage } from '@parley/protocol/people/archiveContent';
import type { PeopleLine } from '../people/PeopleLine.ts';
import type { MessagesSessionOptions } from './MessagesSessionOptions.ts';
import {
  createMessagesStore,
  type MessagesStore,
  type ReadonlyMessagesStore,
  unreadIn,
} from './MessagesState.ts';
import { keepBrought } from './moving/keepBrought.ts';
import { ThisDevice } from './ThisDevice.ts';

/**
 * The direct messages of one person on one device. What is written is kept before anything else happens, and
 * waits there until the server has taken it; what comes is kept before the server may forget it. All that can be asked
 * for is here; how it comes about is `ThisDevice`'s.
 */
export class MessagesSession {
  readonly store: ReadonlyMessagesStore;
  readonly line: PeopleLine;
  /** Whose messages these are. */
  readonly accountId: string;
  readonly #store: MessagesStore = createMessagesStore();
  readonly #device: ThisDevice;

  constructor(options: MessagesSessionOptions) {
    this.store = this.#store;
    this.line = options.line;
    this.accountId = options.accountId;
    this.#device = new ThisDevice(options, this.#store);
  }

  /** Never rejects: `phase` says what came of it. */
  open(): Promise<void> {
    return this.#device.open();
  }

  close(): void {
    this.#device.close();
  }

  /** Kept when this resolves; sent as soon as it can be. */
  async send(accountId: string, text: string): Promise<void> {
    if (this.#device.isRemoved) return;
    await this.#device.parts?.conversations.write(accountId, text);
    this.#device.work();
  }

  /**
   * Kept when this resolves, file and all; sent, sealed, as soon as it can be.
   *
   * @param name as the system calls it
   */
  async sendFile(accountId: string, name: string, file: Blob): Promise<void> {
    if (this.#device.isRemoved) return;
    await this.#device.parts?.conversations.writeFile(accountId, name, file);
    this.#device.upload();
  }

  /** Takes back a message whose file is not sent yet, or that was refused. Nothing happens when it is too late. */
  async withdraw(messageId: string): Promise<void> {
    const isWithdrawn = await this.#device.parts?.conversations.withdraw(messageId);
    if (isWithdrawn) this.#device.parts?.uploads.callOff(messageId);
  }

  /** Somebody is written to: straight, whenever that can be. */
  converse(accountId: string): void {
    this.#device.parts?.channels.want(accountId);
  }

  /** Whether contacts may connect straight to this device. */
  setDirectAllowed(isAllowed: boolean): Promise<void> {
    return this.#device.setDirectAllowed(isAllowed);
  }

  /** The whole conversation, as far as it is here, has been seen. */
  async read(accountId: string): Promise<void> {
    if (unreadIn(this.#store.getState().conversations[accountId]).length === 0) return;
    await this.#device.parts?.conversations.read(accountId);
    this.#device.work();
  }

  /** Sends once more what the server has refused. */
  async retry(messageId: string): Promise<void> {
    await this.#device.parts?.conversations.retry(messageId);
    this.#device.work();
    this.#device.upload();
  }

  /**
   * Asks anew which devices somebody has.
   *
   * @throws ParleyError as `PeopleLine.request` does
   */
  async refreshKeys(accountId: string): Promise<void> {
    await this.#device.parts?.keyBook.refresh(accountId);
  }

  /** The devices that somebody has now are theirs, as far as this person can tell. */
  async trust(accountId: string, comparedNumber: string | null = null): Promise<void> {
    await this.#device.parts?.keyBook.trust(accountId, comparedNumber);
    this.#device.work();
  }

  /** @returns the same for both, unless somebody stands between them */
  async safetyNumber(accountId: string): Promise<string | undefined> {
    return this.#device.parts?.keyBook.safetyNumber(accountId);
  }

  /** Resolves when all that is under way between this device and the server is done, or has failed. */
  settled(): Promise<void> {
    return this.#device.settled();
  }

  /**
   * Keeps what another device of the same person had. What is here already stays as it is.
   *
   * @returns how many were not here before
   * @throws ParleyError `unavailable` before `phase` is `ready`
   */
  async bring(messages: readonly ArchivedMessage[]): Promise<number> {
    const { parts } = this.#device;
    if (parts === undefined) throw new ParleyError('unavailable', 'Nothing is kept here yet.');
    return keepBrought(messages, { kept: parts.kept, show: (changed) => this.#device.show(changed) });
  }

  /** @throws ParleyError as `PeopleLine.request` does */
  async removeDevice(deviceKey: string): Promise<void> {
    await this.line.request('device:remove', { deviceKey });
  }

  /** This device, which was removed, becomes another one: with a new key, of which everybody is told. */
  addAgain(): Promise<void> {
    return this.#device.addAgain();
  }
}
