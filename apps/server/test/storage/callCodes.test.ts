import { expect, test } from 'vitest';
import { describeEachDatabase, open } from './support/databases.ts';
import { message } from './support/message.ts';

const CODE = '482-193';
const NOW = 1_795_000_000_000;

describeEachDatabase('codes for two', (database) => {
  test('a code is given out once, found while it is good, and counted', async () => {
    const { callCodes } = await open(await database.place());
    expect(await callCodes.add(CODE, NOW + 1000)).toBe(true);
    expect(await callCodes.add(CODE, NOW + 9000)).toBe(false);
    expect(await callCodes.find(CODE, NOW)).toEqual({ code: CODE, expiresAt: NOW + 1000, met: [] });
    expect(await callCodes.find('000-000', NOW)).toBeUndefined();
    expect([await callCodes.count(NOW), await callCodes.count(NOW + 1000)]).toEqual([1, 0]);
    expect(await callCodes.find(CODE, NOW + 1000)).toBeUndefined();
  });

  test('who met is remembered in a storage that was opened anew', async () => {
    const place = await database.place();
    const first = await open(place);
    await first.callCodes.add(CODE, NOW + 1000);
    await first.callCodes.keepMet(CODE, ['peer-ada1', 'peer-ben1'], NOW + 5000);
    await first.close();
    const second = await open(place);
    expect(await second.callCodes.find(CODE, NOW + 2000)).toEqual({
      code: CODE,
      expiresAt: NOW + 5000,
      met: ['peer-ada1', 'peer-ben1'],
    });
  });

  test('a code is not given out that names a room from before', async () => {
    const storage = await open(await database.place());
    await storage.rooms.touch(CODE, NOW);
    expect(await storage.callCodes.add(CODE, NOW + 1000)).toBe(false);
  });

  test('what is no good any more is forgotten with what was said, and nothing else', async () => {
    const storage = await open(await database.place());
    await storage.callCodes.add(CODE, NOW);
    for (const room of [CODE, 'monday-team']) {
      await storage.rooms.touch(room, NOW);
      await storage.chat.append(room, message('message-1', 'hello'));
    }
    await storage.callCodes.add('555-555', NOW + 1);
    await storage.callCodes.add('777-777', NOW);
    const isInUse = (code: string) => code === '777-777';
    expect(await storage.callCodes.removeExpired(NOW, isInUse)).toEqual([CODE]);
    expect((await storage.chat.page(CODE, { limit: 5 })).messages).toEqual([]);
    expect((await storage.chat.page('monday-team', { limit: 5 })).messages).toHaveLength(1);
    expect(await storage.callCodes.count(NOW)).toBe(1);
    expect(await storage.callCodes.add(CODE, NOW + 1)).toBe(true);
    expect(await storage.callCodes.add('777-777', NOW + 1)).toBe(false);
  });
});
