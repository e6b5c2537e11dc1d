import type { ChatMessage, ChatPage } from '@parley/protocol/chat';
import { ParleyError } from '@parley/protocol/errors';
import type { Database } from './Database.ts';

export type NewChatMessage = Omit<ChatMessage, 'position'>;

/** What was said in each room, for as long as the room is kept. */
export type ChatRepository = {
  /**
   * Keeps a message and gives it the next position of its room. A message id that the room already
   * holds gives the message kept then and changes nothing. Resolves only when it is on disk.
   *
   * @throws {ParleyError} `not-found` when the room was never joined
   */
  append(room: string, message: NewChatMessage): Promise<{ message: ChatMessage; isNew: boolean }>;
  /** The newest page, or the page just before `before` (a position). By rising position. */
  page(room: string, options: { before?: number; limit: number }): Promise<ChatPage>;
};

export function createChatRepository(db: Database): ChatRepository {
  const messages = db
    .selectFrom('chat_messages')
    .select([
      'message_id as messageId',
      'position',
      'peer_id as peerId',
      'name',
      'text',
      'sent_at as sentAt',
    ]);

  const find = (room: string, messageId: string) =>
    messages.where('room', '=', room).where('message_id', '=', messageId).executeTakeFirst();

  return {
    async append(room, message) {
      const kept = await find(room, message.messageId);
      if (kept) return { message: kept, isNew: false };
      try {
        return { message: await insert(db, room, message), isNew: true };
      } catch (error) {
        // The same message came in twice at once and the other one was faster: the unique constraint
        // undid this one together with its position.
        const keptMeanwhile = await find(room, message.messageId).catch(() => undefined);
        if (keptMeanwhile) return { message: keptMeanwhile, isNew: false };
        throw error;
      }
    },

    async page(room, { before, limit }) {
      let query = messages.where('room', '=', room);
      if (before !== undefined) query = query.where('position', '<', before);
      // One more than asked for tells whether there are older ones.
      const found = await query
        .orderBy('position', 'desc')
        .limit(limit + 1)
        .execute();
      return { messages: found.slice(0, limit).reverse(), hasMore: found.length > limit };
    },
  };
}

function insert(db: Database, room: string, message: NewChatMessage): Promise<ChatMessage> {
  return db.transaction().execute(async (transaction) => {
    // Counting first locks the room's row, so that writers take their positions one after the other
    // and a message that fails gives its position back: no holes and nothing twice.
    const counted = await transaction
      .updateTable('rooms')
      .set((column) => ({ last_chat_position: column('last_chat_position', '+', 1) }))
      .where('name', '=', room)
      .returning('last_chat_position as position')
      .executeTakeFirst();
    if (!counted) throw new ParleyError('not-found', 'There is no such room.');
    const { position } = counted;
    await transaction
      .insertInto('chat_messages')
      .values({
        room,
        position,
        message_id: message.messageId,
        peer_id: message.peerId,
        name: message.name,
        text: message.text,
        sent_at: message.sentAt,
      })
      .execute();
    return { ...message, position };
  });
}
