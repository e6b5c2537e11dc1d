import { ParleyError } from '@parley/protocol/errors';
import type { StraightMessage } from '@parley/protocol/people/channels';
import type { DirectContent } from '@parley/protocol/people/directContent';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import type { MessageSendReply, SealedKey } from '@parley/protocol/people/messages';
import type { PeopleLine } from '../people/PeopleLine.ts';
import { toParleyError } from '../toParleyError.ts';
import { randomId } from './crypto/bytes.ts';
import { encodeContent } from './crypto/content.ts';
import type { DeviceIdentity } from './crypto/identity.ts';
import { type Addressee, type Sealed, seal } from './crypto/seal.ts';
import type { KeyBook } from './KeyBook.ts';
import type { MessageStore } from './MessageStore.ts';
import {
  furtherOf,
  inOrder,
  isFurther,
  isWaiting,
  needsUpload,
  type StoredMessage,
} from './StoredMessage.ts';
import { placeBehind, positionAfter } from './straight/placeOf.ts';

type Setup = {
  line: PeopleLine;
  kept: MessageStore;
  keyBook: KeyBook;
  ownId: string;
  show: (changed: readonly StoredMessage[]) => void;
  /** All that is said with somebody, as far as it is here. */
  conversation: (accountId: string) => readonly StoredMessage[];
  /** The ways past the server. */
  channels: {
    reach: (device: Addressee) => boolean;
    /** @returns whether it is kept there; false also when nobody can tell */
    send: (device: Addressee, message: StraightMessage) => Promise<boolean>;
  };
};

type Outgoing = {
  readonly messageId: string;
  readonly accountId: string;
  readonly content: DirectContent;
  /** Nobody can have it yet. */
  readonly isNew: boolean;
  /** Resolves once that is kept: from now on somebody may have it. */
  readonly begun: () => Promise<unknown>;
};

/** Somebody's devices may change between the question and the message; more than once in a row they do not. */
const TRIES = 3;

/** Refusals that a second try would meet again. */
const FINAL: readonly string[] = ['not-found', 'full', 'bad-request', 'forbidden'];

/**
 * Sends what is kept and was not taken by the server or by all devices yet: one message at a time, in order. One
 * that gets no answer is sent again under its own id, and is the same one. It is tried straight once: what somebody
 * may have by then has its place from the server, which brings it to all.
 */
export class Outbox {
  readonly #setup: Setup;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /**
   * @returns whether something still waits that may be taken later
   * @throws ParleyError when nothing can be sent now
   */
  async flush(identity: DeviceIdentity): Promise<boolean> {
    const messages = await this.#setup.kept.messages();
    const byPerson = Map.groupBy(messages.filter(isDue), ({ accountId }) => accountId);
    let isLeft = false;
    for (const [accountId, due] of byPerson) {
      isLeft = !(await this.#flushTo(accountId, inOrder(due), identity)) || isLeft;
    }
    return isLeft;
  }

  /** @returns whether all was taken, or refused for good */
  async #flushTo(
    accountId: string,
    due: readonly StoredMessage[],
    identity: DeviceIdentity,
  ): Promise<boolean> {
    try {
      for (const message of due.filter(({ isOwn }) => isOwn)) {
        await this.#sendWritten(message, identity);
      }
      for (const mark of ['delivered', 'read'] as const) {
        const about = due.filter((message) => !message.isOwn && message.mark === mark);
        for (let i = 0; i < about.length; i += PEOPLE_LIMITS.receiptMessages) {
          const batch = about.slice(i, i + PEOPLE_LIMITS.receiptMessages);
          await this.#sendReceipt(accountId, mark, batch, identity);
        }
      }
      return true;
    } catch (error) {
      // The others are not to wait for somebody who has no device yet, or whose devices are new.
      const { code, details } = toParleyError(error);
      if (code === 'conflict' && details?.['reason'] !== 'own-device') return false;
      throw error;
    }
  }

  async #sendWritten(message: StoredMessage, identity: DeviceIdentity): Promise<void> {
    const { kept, show } = this.#setup;
    const { messageId, accountId } = message;
    const settle = async (change: (now: StoredMessage) => StoredMessage) =>
      show(await kept.change([messageId], (_, now) => now && change(now)));
    try {
      const { position, sentAt } = await this.#send(
        {
          messageId,
          accountId,
          content: contentOf(message),
          isNew: !message.isTried,
          begun: () => settle((now) => ({ ...now, isTried: true })),
        },
        identity,
      );
      await settle((now) => ({ ...now, position, sentAt, mark: furtherOf(now.mark, 'sent') }));
    } catch (error) {
      const { code } = toParleyError(error);
      if (!FINAL.includes(code)) throw error;
      await settle((now) => ({ ...now, problem: code }));
    }
  }

  async #sendReceipt(
    accountId: string,
    mark: 'delivered' | 'read',
    about: readonly StoredMessage[],
    identity: DeviceIdentity,
  ): Promise<void> {
    const messageIds = about.map(({ messageId }) => messageId);
    try {
      await this.#send(
        {
          messageId: randomId(),
          accountId,
          content: { type: 'receipt', mark, messageIds },
          isNew: true,
          // It has no place, and says the same when it is said twice.
          begun: async () => {},
        },
        identity,
      );
    } catch (error) {
      // Somebody who is no contact any more is told nothing more.
      if (!FINAL.includes(toParleyError(error).code)) throw error;
    }
    await this.#setup.kept.change(
      messageIds,
      (_, now) => now && { ...now, told: furtherOf(now.told, mark) },
    );
  }

  async #send(
    { messageId, accountId, content, isNew, begun }: Outgoing,
    identity: DeviceIdentity,
  ): Promise<MessageSendReply> {
    const { line, keyBook, ownId } = this.#setup;
    if (!keyBook.isKnown(accountId)) await keyBook.refresh(accountId);
    for (let attempt = 1; ; attempt += 1) {
      if (!keyBook.isTrusted(accountId)) throw newDevices();
      const header = { messageId, senderId: ownId, recipientId: accountId };
      const addressees = keyBook.addressees(accountId);
      const sealed = await seal(encodeContent(content), header, identity, addressees);
      const isFirst = isNew && attempt === 1;
      if (isFirst) await begun();
      try {
        const straight = isFirst ? await this.#sendStraight(accountId, sealed) : undefined;
        return (
          straight ??
          (await line.request('message:send', {
            ...sealed,
            accountId,
            notifies: content.type !== 'receipt',
          }))
        );
      } catch (error) {
        if (!isAboutDevices(toParleyError(error)) || attempt === TRIES) throw error;
        await keyBook.refresh(accountId);
        await keyBook.refresh(ownId);
      }
    }
  }

  /** To all devices, or to none: what one of them has to get from the server, the others get there, too. */
  async #sendStraight(accountId: string, sealed: Sealed): Promise<MessageSendReply | undefined> {
    const { conversation, channels } = this.#setup;
    const { keys, ...message } = sealed;
    const hasDevice = keys.some((key) => key.accountId === accountId);
    if (!hasDevice || !keys.every((key) => channels.reach(key))) return undefined;
    const place = placeBehind(conversation(accountId), Date.now());
    const deviceKeys = keys.map(({ deviceKey }) => deviceKey);
    const common = { ...message, recipientId: accountId, deviceKeys, ...place };
    const sendTo = async ({ sealedKey, ...device }: SealedKey) => {
      if (!(await channels.send(device, { ...common, sealedKey })))
        throw new Error('it is not kept there');
    };
    try {
      await Promise.all(keys.map(sendTo));
      return { position: positionAfter(place.after), sentAt: place.sentAt };
    } catch {
      return undefined;
    }
  }
}

/**
 * One's own that has no place yet, even if its receipt was faster than the answer: the place has to be asked
 * for once more.
 */
function isDue(message: StoredMessage): boolean {
  const { isOwn, mark, told, problem } = message;
  if (!isOwn) return isFurther(mark, told);
  return isWaiting(message) && problem === null && !needsUpload(message);
}

function contentOf({ text, file }: StoredMessage): DirectContent {
  const words = text ?? '';
  if (file === undefined || file.fileId === null) return { type: 'text', text: words };
  return { type: 'file', file, ...(words !== '' && { text: words }) };
}

function isAboutDevices({ code, details }: ParleyError): boolean {
  return code === 'conflict' && details?.['reason'] === 'devices';
}

/** Until the person has been told of them nothing is sent. */
function newDevices(): ParleyError {
  return new ParleyError('conflict', 'There are devices that you have not been told of.', {
    reason: 'new-devices',
  });
}
