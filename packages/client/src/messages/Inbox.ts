import type { StraightMessage } from '@parley/protocol/people/channels';
import type { DirectContent } from '@parley/protocol/people/directContent';
import type { Envelope } from '@parley/protocol/people/messages';
import type { Log } from '../log.ts';
import type { PeopleLine } from '../people/PeopleLine.ts';
import { decodeContent } from './crypto/content.ts';
import type { DeviceIdentity } from './crypto/identity.ts';
import { open } from './crypto/seal.ts';
import type { MessageStore } from './MessageStore.ts';
import { afterMarks, furtherOf, type StoredMessage } from './StoredMessage.ts';
import { isFromServer, positionAfter } from './straight/placeOf.ts';

type Setup = {
  line: PeopleLine;
  kept: MessageStore;
  ownId: string;
  /** Messages that are new or others now. */
  show: (changed: readonly StoredMessage[]) => void;
  log: Log;
};

/** A message as it comes, from the server or straight. */
type Brought = Omit<Envelope, 'number'>;

/** What somebody has written; the rest devices tell each other. */
type Written = Exclude<DirectContent, { type: 'receipt' }>;

/** Takes what waits for this device. The server forgets a message only once it is kept here. */
export class Inbox {
  readonly #setup: Setup;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /**
   * @returns from whom something has come
   * @throws ParleyError as `PeopleLine.request` does
   */
  async fetch(identity: DeviceIdentity): Promise<Set<string>> {
    const senders = new Set<string>();
    const { deviceKey } = identity;
    let takenUpTo = 0;
    for (;;) {
      const { envelopes } = await this.#setup.line.request('message:fetch', { deviceKey, takenUpTo });
      if (envelopes.length === 0) return senders;
      for (const envelope of envelopes) {
        await this.#take(envelope, identity);
        senders.add(envelope.senderId);
        takenUpTo = envelope.number;
      }
    }
  }

  /**
   * Takes what somebody has sent straight to this device.
   *
   * @returns whether it is kept; what cannot be read may still come by the server
   */
  async takeStraight(
    senderId: string,
    { after, ...message }: StraightMessage,
    identity: DeviceIdentity,
  ): Promise<boolean> {
    const brought = { ...message, position: positionAfter(after), senderId };
    const content = await this.#read(brought, identity);
    if (content === null) return false;
    await this.#keep(brought, content);
    return true;
  }

  async #take(envelope: Envelope, identity: DeviceIdentity): Promise<void> {
    await this.#keep(envelope, await this.#read(envelope, identity));
  }

  async #keep(envelope: Brought, content: DirectContent | null): Promise<void> {
    const { kept, show } = this.#setup;
    if (content?.type === 'receipt') {
      const changed = await kept.change(content.messageIds, (messageId, message) =>
        message
          ? this.#marked(message, envelope, content.mark)
          : this.#awaited(messageId, envelope, content.mark),
      );
      show(changed);
      return;
    }
    // What is here already came before: a message is taken once, however often it is brought.
    const added = await kept.change([envelope.messageId], (_, message) => {
      if (message === undefined) return this.#toMessage(envelope, content);
      if (message.isAwaited) return afterMarks(this.#toMessage(envelope, content), message);
      return this.#placed(message, envelope);
    });
    show(added);
  }

  /** @returns null when it was not sealed for this device by that sender, or cannot be understood */
  async #read(envelope: Brought, identity: DeviceIdentity): Promise<DirectContent | null> {
    try {
      return decodeContent(await open(envelope, this.#setup.ownId, identity));
    } catch (error) {
      const { messageId, senderId } = envelope;
      this.#setup.log.warn('a message could not be read', { messageId, senderId, error });
      return null;
    }
  }

  /** One that came straight, and whose sender did not learn that all had it: now it is where all have it. */
  #placed(message: StoredMessage, envelope: Brought): StoredMessage | undefined {
    const { senderKey, position, sentAt } = envelope;
    const isSame = message.senderKey === senderKey && message.isOwn === this.#isOwn(envelope);
    const isMoved = isFromServer(position) && !isFromServer(message.position ?? position);
    return isSame && isMoved ? { ...message, position, sentAt } : undefined;
  }

  #toMessage(envelope: Brought, content: Written | null): StoredMessage {
    const { messageId, senderKey, sentAt, position } = envelope;
    const isOwn = this.#isOwn(envelope);
    const text = content === null ? null : (content.text ?? '');
    return {
      messageId,
      accountId: this.#otherOf(envelope),
      isOwn,
      senderKey,
      text,
      ...(content?.type === 'file' && { file: content.file }),
      sentAt,
      position,
      mark: isOwn ? 'sent' : 'delivered',
      // Of what could not be read its author is told nothing.
      told: isOwn || text === null ? 'read' : 'sent',
      problem: null,
    };
  }

  /** A receipt is about messages of the conversation in which it came, and of the right one of the two. */
  #marked(
    message: StoredMessage,
    envelope: Brought,
    mark: 'delivered' | 'read',
  ): StoredMessage | undefined {
    const isFromMe = this.#isOwn(envelope);
    const isTheirs = message.accountId === this.#otherOf(envelope);
    if (!isTheirs || message.isOwn === isFromMe) return undefined;
    return {
      ...message,
      mark: furtherOf(message.mark, mark),
      told: isFromMe ? furtherOf(message.told, mark) : message.told,
    };
  }

  /** Of two devices the one that wrote and the one that tells of it, the second one may be faster. */
  #awaited(messageId: string, envelope: Brought, mark: 'delivered' | 'read'): StoredMessage {
    const { sentAt } = envelope;
    const isOwn = !this.#isOwn(envelope);
    return {
      messageId,
      accountId: this.#otherOf(envelope),
      isOwn,
      senderKey: '',
      text: null,
      sentAt,
      position: null,
      mark,
      told: isOwn ? 'read' : mark,
      problem: null,
      isAwaited: true,
    };
  }

  /** From another device of the same person. */
  #isOwn({ senderId }: Brought): boolean {
    return senderId === this.#setup.ownId;
  }

  #otherOf(envelope: Brought): string {
    return this.#isOwn(envelope) ? envelope.recipientId : envelope.senderId;
  }
}
