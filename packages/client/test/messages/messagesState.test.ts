import { describe, expect, it } from 'vitest';
import {
  countUnread,
  createMessagesStore,
  goesStraight,
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

describe('messages go straight', () => {
  const device = (deviceKey: string) => ({ deviceKey, name: deviceKey, addedAt: 1, lastSeenAt: 1 });
  const all = {
    ...createMessagesStore().getState(),
    deviceKey: 'laptop',
    devices: [device('laptop'), device('phone')],
    keys: { ben: ['bens', 'bens-phone'] },
    channels: { ben: ['bens', 'bens-phone'] },
    ownChannels: ['phone'],
  };

  it('to somebody all of whose devices are reached, and all of one’s own', () => {
    expect(goesStraight(all, 'ben')).toBe(true);
  });

  it.each([
    ['one of theirs is not reached', { channels: { ben: ['bens'] } }],
    [
      'what reaches it is a channel to somebody else',
      { channels: { ben: ['bens'], eve: ['bens-phone'] } },
    ],
    ['one of one’s own is not reached', { ownChannels: [] }],
    ['they have another one', { keys: { ben: ['bens', 'bens-phone', 'bens-tablet'] } }],
    ['they have none', { keys: { ben: [] } }],
    ['nobody knows which they have', { keys: {} }],
  ])('not when %s', (_, change) => {
    expect(goesStraight({ ...all, ...change }, 'ben')).toBe(false);
  });
});
