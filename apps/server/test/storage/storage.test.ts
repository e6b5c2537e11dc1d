import { ChatText } from '@parley/protocol/chat';
import { ParleyError } from '@parley/protocol/errors';
import { expect, test } from 'vitest';
import { allMessages } from './support/allMessages.ts';
import { Writer } from './support/children.ts';
import { describeEachDatabase, open } from './support/databases.ts';
import { message } from './support/message.ts';

const ROOM = 'monday-team';

/** 1, 2, 3 … without a hole and nothing twice. */
function isGapless(positions: number[]): boolean {
  return positions.every((position, index) => position === index + 1);
}

describeEachDatabase('rooms', (database) => {
  test('a room comes to be when it is first joined, and remembers both times', async () => {
    const storage = await open(await database.place());
    expect(await storage.rooms.find(ROOM)).toBeUndefined();
    const at = 1_795_000_000_000;
    const first = { name: ROOM, createdAt: at, lastJoinedAt: at };
    expect(await storage.rooms.touch(ROOM, at)).toEqual(first);
    expect(await storage.rooms.touch(ROOM, at + 1)).toEqual({ ...first, lastJoinedAt: at + 1 });
    expect(await storage.rooms.find(ROOM)).toEqual({ ...first, lastJoinedAt: at + 1 });
    expect(await storage.rooms.find('another')).toBeUndefined();
  });

  test('joined by many at once, it is one room', async () => {
    const storage = await open(await database.place());
    const times = Array.from({ length: 20 }, (_, index) => 1_795_000_000_000 + index);
    await Promise.all(times.map((at) => storage.rooms.touch(ROOM, at)));
    const kept = await storage.rooms.find(ROOM);
    expect(times).toContain(kept?.createdAt);
    // Whoever came first, the latest time stays.
    expect(kept?.lastJoinedAt).toBe(times.at(-1));
    expect(await storage.rooms.touch(ROOM, 1)).toEqual(kept);
  });
});

describeEachDatabase('chat', (database) => {
  test('is read back as it was written, in a storage that was opened anew', async () => {
    const place = await database.place();
    const first = await open(place);
    await first.rooms.touch(ROOM, 1);
    const texts = [
      '👩‍👩‍👧‍👦 family, 🇫🇷 flag, e\u0301 and é',
      `'single' "double" \`back\` \\ %s $1 ?1 ; drop table rooms; --`,
      '<b onclick="alert(1)">not bold</b> &amp;',
      'two\nlines\tand a tab\r\n',
      '\u202Eright to left\u202C مرحبا \u200B\uFEFF',
      '🦊'.repeat(4000),
      // Every control that the protocol lets through.
      String.fromCodePoint(...Array.from({ length: 31 }, (_, index) => index + 1), 0x7f),
    ];
    for (const [index, text] of texts.entries()) {
      expect(ChatText.safeParse(text).success).toBe(true);
      const written = message(`message-${index}`, text);
      const { message: kept, isNew } = await first.chat.append(ROOM, written);
      expect({ kept, isNew }).toEqual({ kept: { ...written, position: index + 1 }, isNew: true });
    }
    const again = await open(place);
    const expected = texts.map((text, index) => ({
      ...message(`message-${index}`, text),
      position: index + 1,
    }));
    expect(await again.chat.page(ROOM, { limit: 50 })).toEqual({ messages: expected, hasMore: false });
  });

  test('a message id that the room holds gives the message kept then', async () => {
    const storage = await open(await database.place());
    await storage.rooms.touch(ROOM, 1);
    await storage.rooms.touch('other', 1);
    const { message: kept } = await storage.chat.append(ROOM, message('message-1', 'first'));
    expect(await storage.chat.append(ROOM, message('message-1', 'second'))).toEqual({
      message: kept,
      isNew: false,
    });
    // Not counted: the next one follows without a hole.
    expect((await storage.chat.append(ROOM, message('message-2'))).message.position).toBe(2);
    // Each room has ids and positions of its own.
    const elsewhere = await storage.chat.append('other', message('message-1', 'elsewhere'));
    expect(elsewhere).toMatchObject({ isNew: true, message: { position: 1, text: 'elsewhere' } });
    expect(await allMessages(storage, ROOM)).toHaveLength(2);
  });

  test('the same message sent many times at once is kept once', async () => {
    const storage = await open(await database.place());
    await storage.rooms.touch(ROOM, 1);
    const attempts = Array.from({ length: 20 }, () => storage.chat.append(ROOM, message('message-1')));
    const answers = await Promise.all(attempts);
    expect(answers.filter((answer) => answer.isNew)).toHaveLength(1);
    expect(new Set(answers.map((answer) => answer.message.position))).toEqual(new Set([1]));
    expect((await storage.chat.append(ROOM, message('message-2'))).message.position).toBe(2);
  });

  test('a room that nobody ever joined takes no message', async () => {
    const storage = await open(await database.place());
    const attempt = storage.chat.append('nowhere', message('message-1'));
    await expect(attempt).rejects.toBeInstanceOf(ParleyError);
    await expect(attempt).rejects.toMatchObject({ code: 'not-found' });
    expect(await storage.chat.page('nowhere', { limit: 50 })).toEqual({ messages: [], hasMore: false });
  });

  test('is read in pages, the newest first, each by rising position', async () => {
    const storage = await open(await database.place());
    await storage.rooms.touch(ROOM, 1);
    for (let number = 1; number <= 7; number += 1) {
      await storage.chat.append(ROOM, message(`message-${number}`));
    }
    const page = async (limit: number, before?: number) => {
      const found = await storage.chat.page(ROOM, { limit, ...(before !== undefined && { before }) });
      return [found.messages.map((one) => one.position), found.hasMore];
    };
    expect(await page(3)).toEqual([[5, 6, 7], true]);
    expect(await page(3, 5)).toEqual([[2, 3, 4], true]);
    expect(await page(3, 2)).toEqual([[1], false]);
    expect(await page(3, 4)).toEqual([[1, 2, 3], false]);
    expect(await page(3, 1)).toEqual([[], false]);
    expect(await page(7)).toEqual([[1, 2, 3, 4, 5, 6, 7], false]);
    expect(await page(1, 1000)).toEqual([[7], true]);
  });

  test('written by many at once, has no hole and nothing twice', async () => {
    const storage = await open(await database.place());
    await storage.rooms.touch(ROOM, 1);
    const ids = Array.from({ length: 50 }, (_, index) => `message-${index}`);
    const answers = await Promise.all(ids.map((id) => storage.chat.append(ROOM, message(id))));
    expect(isGapless(answers.map((answer) => answer.message.position).sort((a, b) => a - b))).toBe(true);
    const kept = await allMessages(storage, ROOM);
    expect(isGapless(kept.map((one) => one.position))).toBe(true);
    expect(kept.map((one) => one.messageId).sort()).toEqual(ids.sort());
  });

  test('written by two processes at once, has no hole and nothing twice', async () => {
    const place = await database.place();
    const storage = await open(place);
    const writers = ['ann', 'bob'].map((author) => new Writer(place, { room: ROOM, author, count: 50 }));
    await Promise.all(writers.map((writer) => writer.ready()));
    const acknowledged = (await Promise.all(writers.map((writer) => writer.rest()))).flat();
    const kept = await allMessages(storage, ROOM);
    expect(kept).toHaveLength(100);
    expect(isGapless(kept.map((one) => one.position))).toBe(true);
    expect(kept).toEqual(acknowledged.toSorted((a, b) => a.position - b.position));
  });

  test('all that was acknowledged survives kill -9 in the middle of writing', async () => {
    const place = await database.place();
    const acknowledged = [];
    for (const [round, count] of [7, 23, 1].entries()) {
      const writer = new Writer(place, { room: ROOM, author: `round-${round}`, count: 0 });
      await writer.ready();
      for (let number = 0; number < count; number += 1) acknowledged.push(await writer.acknowledged());
      acknowledged.push(...(await writer.kill()));
    }
    const kept = await allMessages(await open(place), ROOM);
    expect(isGapless(kept.map((one) => one.position))).toBe(true);
    expect(new Set(kept.map((one) => one.messageId)).size).toBe(kept.length);
    expect(kept).toEqual(expect.arrayContaining(acknowledged));
    // Beside them at most the one of each round that was written and not yet acknowledged.
    expect(kept.length - acknowledged.length).toBeLessThanOrEqual(3);
  });
});

describeEachDatabase('doors', (database) => {
  test('are as they were left, in a storage that was opened anew', async () => {
    const place = await database.place();
    const first = await open(place);
    expect(await first.doors.get()).toBeUndefined();
    const at = 1_795_000_000_000;
    const closed = { isOpen: false, changedAt: at, meetingsEndAt: at + 1, meetingsEndedAt: null };
    const opened = { isOpen: true, changedAt: at + 2, meetingsEndAt: null, meetingsEndedAt: at + 1 };
    for (const doors of [closed, opened, closed]) {
      await first.doors.set(doors);
      expect(await first.doors.get()).toEqual(doors);
    }
    await first.close();
    expect(await (await open(place)).doors.get()).toEqual(closed);
  });
});
