import type { ChatMessage } from '@parley/protocol/chat';
import type { Storage } from '../../../src/storage/Storage.ts';

/** Everything that was said in a room, read page by page as a client does. */
export async function allMessages(storage: Storage, room: string): Promise<ChatMessage[]> {
  const messages: ChatMessage[] = [];
  for (;;) {
    const before = messages[0]?.position;
    const page = await storage.chat.page(room, { limit: 50, ...(before !== undefined && { before }) });
    messages.unshift(...page.messages);
    if (!page.hasMore) return messages;
  }
}
