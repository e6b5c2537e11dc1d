import type { ChatMessage, ChatPage } from '@parley/protocol/chat';
import { ParleyError } from '@parley/protocol/errors';
import type { ChatFile } from '@parley/protocol/file';
import type { Database } from './Database.ts';

export type NewChatMessage = Omit<ChatMessage, 'position' | 'file'>;

/** What was said in each room, for as long as the room is kept. */
export type ChatRepository = {
  /**
   * Keeps a message and gives it the next position of its room. A message id that the room already
   * holds gives the message kept then and changes nothing. Resolves only when it is on disk.
   *
   * @param fileId a file that from now on is kept for as long as the message
   * @throws {ParleyError} `not-found` when the room was never joined; with `details.fileId` when there is no
   * such file in it, or not all of it
   */
  append(
    room: string,
    message: NewChatMessage,
    fileId?: string,
  ): Promise<{ message: ChatMessage; isNew: boolean }>;
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
      'file',
    ]);

  const find = async (room: string, messageId: string) => {
    const kept = messages.where('room', '=', room).where('message_id', '=', messageId);
    const row = await kept.executeTakeFirst();
    return row && toMessage(row);
  };

  return {
    async append(room, message, fileId) {
      const kept = await find(room, message.messageId);
      if (kept) return { message: kept, isNew: false };
      try {
        return { message: await insert(db, room, message, fileId), isNew: true };
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
      const newest = found.slice(0, limit).reverse();
      return { messages: newest.map(toMessage), hasMore: found.length > limit };
    },
  };
}

function toMessage({
  file,
  ...message
}: NewChatMessage & { position: number; file: string | null }): ChatMessage {
  return file === null ? message : { ...message, file: JSON.parse(file) as ChatFile };
}

/** From now on it goes with its room alone. */
async function keepFile(
  transaction: Database,
  { fileId, room, at }: { fileId: string; room: string; at: number },
): Promise<ChatFile> {
  const kept = await transaction
    .updateTable('files')
    .set({ expires_at: null })
    .where('file_id', '=', fileId)
    .where('room', '=', room)
    .where('is_whole', '=', 1)
    .where((where) => where.or([where('expires_at', 'is', null), where('expires_at', '>', at)]))
    .returning(['name', 'size', 'media_type as mediaType'])
    .executeTakeFirst();
  if (kept?.name == null || kept.mediaType === null) {
    throw new ParleyError('not-found', 'This file is not there, or not any more.', { fileId });
  }
  return { fileId, name: kept.name, size: kept.size, mediaType: kept.mediaType };
}

function insert(
  db: Database,
  room: string,
  message: NewChatMessage,
  fileId: string | undefined,
): Promise<ChatMessage> {
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
    const file = fileId && (await keepFile(transaction, { fileId, room, at: message.sentAt }));
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
        file: file ? JSON.stringify(file) : null,
      })
      .execute();
    return file ? { ...message, position, file } : { ...message, position };
  });
}
