import type { ChatMessage, ChatPage } from '@parley/protocol/chat';
import { ParleyError } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import type { Room } from '../room/Room.ts';
import type { ChatRepository } from '../storage/ChatRepository.ts';
import { SerialQueue } from './SerialQueue.ts';

type Setup = { room: Room; kept: ChatRepository; now: () => number };

/** The chat of a call: kept first, told after, so that nobody reads what a restart would forget. */
export class CallChat {
  readonly #room: Room;
  readonly #kept: ChatRepository;
  readonly #now: () => number;
  /** One message after the other: all clients see them in the order of their positions. */
  readonly #queue = new SerialQueue();

  constructor({ room, kept, now }: Setup) {
    this.#room = room;
    this.#kept = kept;
    this.#now = now;
  }

  send(
    peerId: string,
    { messageId, text }: Pick<ChatMessage, 'messageId' | 'text'>,
  ): Promise<ChatMessage> {
    const { name } = this.#room.peer(peerId);
    return this.#queue.run(async () => {
      const { message, isNew } = await this.#kept
        .append(this.#room.name, { messageId, peerId, name, text, sentAt: this.#now() })
        .catch((cause: unknown) => {
          throw new ParleyError('internal', 'The message could not be kept. Try again.', undefined, {
            cause,
          });
        });
      if (isNew) this.#room.postChat(message);
      return message;
    });
  }

  before(position: number): Promise<ChatPage> {
    return this.#kept.page(this.#room.name, { before: position, limit: LIMITS.chatPageSize });
  }

  /** Resolves when all that was sent so far is kept. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }
}
