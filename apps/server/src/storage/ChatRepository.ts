import type { ChatMessage, ChatPage } from '@parley/protocol/chat';

export type NewChatMessage = Omit<ChatMessage, 'position'>;

/** What was said in each room, for as long as the room is kept. */
export type ChatRepository = {
  /**
   * Keeps a message and gives it the next position of its room. A message id that the room already
   * holds gives the message kept then and changes nothing. Resolves only when it is on disk.
   */
  append(room: string, message: NewChatMessage): Promise<{ message: ChatMessage; isNew: boolean }>;
  /** The newest page, or the page just before `before` (a position). By rising position. */
  page(room: string, options: { before?: number; limit: number }): Promise<ChatPage>;
};
