import type { ChatMessage } from '@parley/protocol/chat';
import { describe, expect, it } from 'vitest';
import { groupMessages } from '../src/features/chat/groupMessages.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
let position = 0;
const message = (peerId: string, sentAt: number, name = peerId): ChatMessage => {
  position += 1;
  return { messageId: `message-${position}`, position, peerId, name, text: 'text', sentAt };
};
const dayOf = (time: number) => String(Math.floor(time / DAY));
const shape = (messages: ChatMessage[]) =>
  groupMessages(messages, dayOf).map(({ name, isNewDay, messages: own }) => [
    name,
    isNewDay,
    own.length,
  ]);

describe('groupMessages', () => {
  it('puts what one person says in a row under one name', () => {
    expect(shape([message('ada', 0), message('ada', MINUTE), message('bob', 2 * MINUTE)])).toEqual([
      ['ada', true, 2],
      ['bob', false, 1],
    ]);
  });

  it('begins anew after a pause, a new name and a new day', () => {
    expect(
      shape([
        message('ada', 0),
        message('ada', 10 * MINUTE),
        message('ada', 11 * MINUTE, 'Ada L.'),
        message('ada', DAY, 'Ada L.'),
      ]),
    ).toEqual([
      ['ada', true, 1],
      ['ada', false, 1],
      ['Ada L.', false, 1],
      ['Ada L.', true, 1],
    ]);
  });
});
