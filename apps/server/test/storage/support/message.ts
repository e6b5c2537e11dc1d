import type { NewChatMessage } from '../../../src/storage/ChatRepository.ts';

export function message(messageId: string, text = `This is ${messageId}`): NewChatMessage {
  return { messageId, peerId: 'peer-0000', name: 'Zoë "Z" 🦊', text, sentAt: 1_795_000_000_000 };
}
