import type { ChatMessage, ChatPage, ChatSendRequest } from '@parley/protocol/chat';
import { ParleyError } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import type { Room } from '../room/Room.ts';
import type { NewChatMessage } from '../storage/ChatRepository.ts';
import type { Storage } from '../storage/Storage.ts';
import { SerialQueue } from './SerialQueue.ts';

type Setup = { room: Room; storage: Pick<Storage, 'rooms' | 'chat'>; now: () => number };

/** Who waited this long for those before is told instead of made to wait longer. */
const PATIENCE_MS = 4_000;

/** The chat of a call: kept first, told after, so that nobody reads what a restart would forget. */
export class CallChat {
  readonly #room: Room;
  readonly #storage: Setup['storage'];
  readonly #now: () => number;
  /** One message after the other: all clients see them in the order of their positions. */
  readonly #queue = new SerialQueue();

  constructor({ room, storage, now }: Setup) {
    this.#room = room;
    this.#storage = storage;
    this.#now = now;
  }

  /**
   * @throws {ParleyError} `unavailable` when the database does not keep it in time; `not-found` when the
   * file is not whole, or not of this room
   */
  send(peerId: string, { messageId, text, fileId }: ChatSendRequest): Promise<ChatMessage> {
    const { name } = this.#room.peer(peerId);
    const askedAt = this.#now();
    return this.#queue.run(async () => {
      const sentAt = this.#now();
      if (sentAt - askedAt > PATIENCE_MS) {
        throw new ParleyError('unavailable', 'Messages before this one wait for the database.');
      }
      const message = await this.#keep({ messageId, peerId, name, text, sentAt }, fileId);
      await this.#post(message);
      return message;
    });
  }

  before(position: number): Promise<ChatPage> {
    return this.#storage.chat.page(this.#room.name, { before: position, limit: LIMITS.chatPageSize });
  }

  /** Resolves when all that was sent so far is kept. */
  settled(): Promise<void> {
    return this.#queue.settled();
  }

  async #keep(message: NewChatMessage, fileId: string | undefined): Promise<ChatMessage> {
    const { rooms, chat } = this.#storage;
    const room = this.#room.name;
    try {
      return (await chat.append(room, message, fileId)).message;
    } catch (error) {
      if (!(error instanceof ParleyError) || error.code !== 'not-found') throw error;
      // The database was away when the room was joined, and has not heard of it.
      await rooms.touch(room, message.sentAt);
      return (await chat.append(room, message, fileId)).message;
    }
  }

  /**
   * Tells everybody, unless they know it: the same message may come again. A message before it whose
   * answer was given up may have been kept after all; then that one is told first.
   */
  async #post(message: ChatMessage): Promise<void> {
    const missing = message.position - this.#room.lastChatPosition - 1;
    if (missing < 0) return;
    if (missing > 0) {
      const limit = Math.min(missing, LIMITS.chatPageSize);
      const { messages } = await this.#storage.chat.page(this.#room.name, {
        before: message.position,
        limit,
      });
      for (const one of messages) {
        if (one.position > this.#room.lastChatPosition) this.#room.postChat(one);
      }
    }
    this.#room.postChat(message);
  }
}
