import { describe, expect, it } from 'vitest';
import {
  countUnread,
  createMessagesStore,
  latestUnread,
  withMessages,
} from '../../src/messages/MessagesState.ts';
import type { StoredMessage } from '../../src/messages/StoredMessage.ts';

const message = (messageId: string, given: Partial<StoredMessage>): StoredMessage => ({
  messageId,
  accountId: 'ada',
  isOwn: false,
  senderKey: 'a-device',
  text: messageId,
  sentAt: 1,
  position: 1,
  mark: 'delivered',
  told: 'sent',
  problem: null,
  ...given,
});

describe('what was not read', () => {
  const empty = createMessagesStore().getState();

  it('is counted over all conversations, and the last of it is known', () => {
    const state = withMessages(empty, [
      message('first', { sentAt: 5 }),
      message('last', { accountId: 'ben', sentAt: 7 }),
      message('between', { sentAt: 6, position: 2 }),
    ]);
    expect(countUnread(state)).toBe(3);
    expect(latestUnread(state)?.messageId).toBe('last');
  });

  it('is neither one’s own nor what was read', () => {
    const state = withMessages(empty, [
      message('own', { isOwn: true }),
      message('seen', { mark: 'read' }),
    ]);
    expect(countUnread(state)).toBe(0);
    expect(latestUnread(state)).toBeUndefined();
  });
});
