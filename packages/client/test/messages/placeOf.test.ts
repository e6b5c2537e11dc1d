import { describe, expect, it } from 'vitest';
import { inOrder, type StoredMessage, writtenHere } from '../../src/messages/StoredMessage.ts';
import { isFromServer, placeBehind, positionAfter } from '../../src/messages/straight/placeOf.ts';

const message = (messageId: string, position: number | null, sentAt: number): StoredMessage => ({
  ...writtenHere({ messageId, accountId: 'ada', senderKey: 'a-device', text: messageId, sentAt }),
  position,
});

describe('the place of a message that goes straight', () => {
  it('is the first of all when nothing was said', () => {
    expect(placeBehind([], 100)).toEqual({ after: 0, sentAt: 100 });
  });

  it('is behind the last place of the server, whatever the clock says', () => {
    const said = [message('one', 1, 900), message('two', 2, 901), message('waits', null, 902)];
    expect(placeBehind(said, 100)).toEqual({ after: 2, sentAt: 100 });
  });

  it('is behind all that went straight to the same place, also from a clock that is ahead', () => {
    const said = [message('one', 1, 900), message('ahead', positionAfter(1), 5_000)];
    expect(placeBehind(said, 100)).toEqual({ after: 1, sentAt: 5_001 });
  });

  it('is between two places of the server, which alone are whole', () => {
    expect([1, positionAfter(1), 2].map(isFromServer)).toEqual([true, false, true]);
  });

  it('is the same on both sides for two that crossed', () => {
    const mine = message('b-mine', positionAfter(3), 7);
    const theirs = message('a-theirs', positionAfter(3), 7);
    const ids = (messages: StoredMessage[]) => inOrder(messages).map(({ messageId }) => messageId);
    expect(ids([mine, theirs])).toEqual(ids([theirs, mine]));
  });
});
