import { expect, test } from 'vitest';
import { RoomKeepers } from '../support/RoomKeepers.ts';
import type { TestClient } from '../support/TestClient.ts';
import { until } from '../support/until.ts';

const lastPair = (client: TestClient) => client.of('direct:paired').at(-1)?.pair;

/** Ada and Bob, alone in Ada's room, who both let it. */
async function pair(directCalls = true) {
  const keepers = await RoomKeepers.start(['ada', 'bob'], { config: { directCalls } });
  const kept = await keepers.keep('ada', { members: ['bob'] });
  const both = [await keepers.join('ada', kept.room), await keepers.join('bob', kept.room)];
  for (const client of both) await client.request('direct:setAllowed', { isAllowed: true });
  const choose = (isDirectAllowed: boolean) =>
    keepers.ask('ada', `PATCH /account/rooms/${kept.room}`, { isDirectAllowed });
  return { keepers, kept, both, choose };
}

test('[G6] whoever keeps a room lets two connect straight to each other there, or does not', async () => {
  const { keepers, kept, both, choose } = await pair();
  expect(kept.isDirectAllowed).toBe(true);
  for (const client of both) await until('a pair', () => lastPair(client) != null);
  expect((await choose(false)).body).toMatchObject({ isDirectAllowed: false, access: 'members' });
  for (const client of both) await until('the pair ends', () => lastPair(client) === null);
  const [ada] = both;
  expect(await ada?.request('direct:setAllowed', { isAllowed: true })).toEqual({ isOffered: false });
  expect((await keepers.ask('bob', `GET /account/rooms/${kept.room}`)).body.isDirectAllowed).toBe(false);
  await choose(true);
  for (const client of both) await until('a new pair', () => lastPair(client) != null);
});

test('[G6] where the operator does not offer it, a room has nothing to choose', async () => {
  const { kept, both, choose } = await pair(false);
  expect(kept.isDirectAllowed).toBeNull();
  expect((await choose(true)).body.isDirectAllowed).toBeNull();
  for (const client of both) expect(client.of('direct:paired')).toEqual([]);
});
