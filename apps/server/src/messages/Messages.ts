import { ParleyError } from '@parley/protocol/errors';
import type { Archive } from '@parley/protocol/people/archives';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type {
  Device,
  Envelope,
  KeptMessage,
  MessageSendReply,
  MessageSendRequest,
} from '@parley/protocol/people/messages';
import type { BaseLogger } from 'pino';
import type { OnlinePerson } from '../people/OnlinePerson.ts';
import type { People } from '../people/People.ts';
import { mayMessage, type Standing } from '../people/rules/relations.ts';
import type { Storage } from '../storage/Storage.ts';

const DAY_MS = 24 * 3_600_000;
/** A device that was not opened for so long is not one any more. */
const DEVICE_MS = 90 * DAY_MS;
/** Whoever did not hear the answer to a message sends it again; after so long it would get another place. */
const REMEMBERED_MS = 30 * DAY_MS;
/** Longer than a device that is in use is ever switched off. */
const FILE_MS = 30 * DAY_MS;
/** How often what is too old is looked for. */
const FORGET_EVERY_MS = DAY_MS;

type Setup = {
  storage: Pick<Storage, 'devices' | 'messages' | 'archives'>;
  people: Pick<People, 'relationships' | 'tell'>;
  /** Promises a place for so many bytes of somebody's, to be kept for so long; throws as `Files.offer` does. */
  offerFile: (accountId: string, bytes: number, forMs: number) => Promise<string>;
  /** Somebody was written to. */
  notify: (from: OnlinePerson, accountId: string) => void;
  now: () => number;
  log: BaseLogger;
};

/** Sealed messages between two people: takes them in, and keeps them until the devices have them. */
export class Messages {
  readonly #setup: Setup;
  #forgottenAt = 0;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /**
   * A device of one's own is in use. The others of the same person are told when it is new.
   *
   * @throws {ParleyError} as `DeviceRepository.open`
   */
  async openDevice(
    { accountId }: OnlinePerson,
    device: { deviceKey: string; name: string },
  ): Promise<{ isNew: boolean; devices: Device[] }> {
    const { storage, now } = this.#setup;
    void this.#forgetNowAndThen();
    const isNew = await storage.devices.open({ accountId, ...device }, now());
    const devices = await storage.devices.of(accountId);
    if (isNew) this.#tellDevices(accountId, devices, null);
    return { isNew, devices };
  }

  /**
   * One's own, or those of somebody to whom one may write.
   *
   * @throws {ParleyError} `not-found`
   */
  async deviceKeys(person: OnlinePerson, accountId: string): Promise<string[]> {
    const { storage, people } = this.#setup;
    await people.relationships.assertMay(person, accountId, mayMessageOrIsSelf);
    return (await storage.devices.of(accountId)).map(({ deviceKey }) => deviceKey);
  }

  /** One of one's own; it is told itself, and does not come back. */
  async removeDevice({ accountId }: OnlinePerson, deviceKey: string): Promise<void> {
    const { storage, now } = this.#setup;
    await storage.devices.remove(accountId, deviceKey, now());
    this.#tellDevices(accountId, await storage.devices.of(accountId), deviceKey);
  }

  /**
   * Answered when it is on disk.
   *
   * @throws {ParleyError} as `MessageRepository.send`
   */
  async send(
    person: OnlinePerson,
    { accountId: recipientId, notifies, ...message }: MessageSendRequest,
  ): Promise<MessageSendReply> {
    const { storage, people, now } = this.#setup;
    const senderId = person.accountId;
    // To oneself nothing is sent: one's own devices get what one writes to others.
    if (recipientId === senderId) throw new ParleyError('not-found', 'There is no such person.');
    // Whether the two are contacts is asked where the message is kept, so that a block in between holds.
    const kept = await storage.messages.send({ ...message, senderId, recipientId, sentAt: now() });
    for (const accountId of [recipientId, senderId]) {
      const deviceKeys = kept.waiting
        .filter((device) => device.accountId === accountId)
        .map(({ deviceKey }) => deviceKey);
      if (deviceKeys.length === 0) continue;
      people.tell(accountId, { name: 'message:waiting', data: { deviceKeys } });
    }
    const isNews = kept.waiting.some(({ accountId }) => accountId === recipientId);
    if (notifies && isNews) this.#setup.notify(person, recipientId);
    return { position: kept.position, sentAt: kept.sentAt };
  }

  /**
   * A sealed file is going to be sent to somebody to whom one may write.
   *
   * @throws {ParleyError} `not-found`; as `Files.offer` does
   */
  async offerFile(
    person: OnlinePerson,
    { accountId, size }: { accountId: string; size: number },
  ): Promise<string> {
    await this.#setup.people.relationships.assertMay(person, accountId, mayMessage);
    return this.#setup.offerFile(person.accountId, size, FILE_MS);
  }

  /** @throws {ParleyError} as `MessageRepository.fetch` */
  fetch(
    { accountId }: OnlinePerson,
    { deviceKey, takenUpTo }: { deviceKey: string; takenUpTo: number },
  ): Promise<{ envelopes: Envelope[]; hasMore: boolean }> {
    const device = { accountId, deviceKey };
    return this.#setup.storage.messages.fetch(device, takenUpTo, PEOPLE_LIMITS.envelopePage);
  }

  /** What is kept of somebody here; all that it says is sealed. */
  async export(
    accountId: string,
  ): Promise<{ devices: Device[]; messages: KeptMessage[]; archive: Archive | null }> {
    const { storage, now } = this.#setup;
    return {
      devices: await storage.devices.of(accountId),
      messages: await storage.messages.of(accountId),
      archive: (await storage.archives.find(accountId, now())) ?? null,
    };
  }

  #tellDevices(accountId: string, devices: Device[], removedKey: string | null): void {
    this.#setup.people.tell(accountId, { name: 'device:changed', data: { devices, removedKey } });
  }

  async #forgetNowAndThen(): Promise<void> {
    const { storage, now, log } = this.#setup;
    const at = now();
    if (at - this.#forgottenAt < FORGET_EVERY_MS) return;
    this.#forgottenAt = at;
    try {
      await storage.devices.removeUnseen(at - DEVICE_MS);
      await storage.messages.forget(at - REMEMBERED_MS);
    } catch (error) {
      log.warn({ err: error }, 'messages and devices that are too old were not removed');
    }
  }
}

function mayMessageOrIsSelf(standing: Standing): boolean {
  return standing.isSelf || mayMessage(standing);
}
