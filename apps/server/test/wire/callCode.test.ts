import type { FormerPlace } from '@parley/protocol/room';
import { describe, expect, test } from 'vitest';
import { CALL_CODE_BUDGETS } from '../../src/codes/CallCodes.ts';
import { RATE_LIMITS } from '../../src/rateLimits.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { joinRequest, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

/** Through a proxy, every client has an address of its own although all come from here. */
const from = (address: string) => ({ extraHeaders: { 'x-forwarded-for': address } });

async function newCode(server: TestServer, address = '198.51.100.1'): Promise<string> {
  const response = await fetch(`${server.url}/api/v1/codes`, {
    method: 'POST',
    headers: { 'x-forwarded-for': address },
  });
  const reply = (await response.json()) as { code: string };
  if (!response.ok) throw reply;
  return reply.code;
}

const former = (client: TestClient): FormerPlace => {
  const { peerId, resumeToken } = client.joined;
  return { peerId, resumeToken, handRaisedAt: null };
};

async function comeBack(server: TestServer, who: TestClient, code: string): Promise<TestClient> {
  const again = await server.connect();
  const place = former(who);
  const { peerId, resumeToken } = place;
  await again.request('room:preview', { room: code, former: { peerId, resumeToken } });
  const reply = await again.request('room:join', { ...joinRequest(code, 'Again'), former: place });
  expect(reply.peerId).toBe(who.peerId);
  return again;
}

const UNKNOWN = { code: 'not-found', message: 'This code is not known, or not any more.' };

describe('a code for two', () => {
  test('[V1] two who enter it meet', async () => {
    const server = await TestServer.start();
    const code = await newCode(server);
    expect(code).toMatch(/^\d{3}-\d{3}$/);
    await server.join(code, 'Ada');
    const bob = await server.connect();
    expect(await bob.request('room:preview', { room: code })).toMatchObject({ names: ['Ada'] });
    await bob.join(code, 'Bob');
    expect(bob.joined.snapshot.peers.map((peer) => peer.name)).toEqual(['Ada', 'Bob']);
  });

  test('[V1] one that nobody was given opens nothing', async () => {
    const server = await TestServer.start();
    const ada = await server.connect();
    await expect(ada.join('482-193', 'Ada')).rejects.toMatchObject(UNKNOWN);
    await expect(ada.request('room:preview', { room: '482-193' })).rejects.toMatchObject(UNKNOWN);
    expect(server.media.counts().rooms).toBe(0);
  });

  test('[V2] once two have met nobody else gets in or sees them, also when one has left', async () => {
    const server = await TestServer.start();
    const code = await newCode(server);
    await server.join(code, 'Ada');
    const bob = await server.join(code, 'Bob');
    const eve = await server.connect();
    await expect(eve.request('room:preview', { room: code })).rejects.toMatchObject(UNKNOWN);
    await expect(eve.join(code, 'Eve')).rejects.toMatchObject(UNKNOWN);
    await bob.request('room:leave', {});
    await expect(eve.join(code, 'Eve')).rejects.toMatchObject(UNKNOWN);
    const stolen = { ...former(bob), resumeToken: `${bob.joined.resumeToken.slice(0, -4)}AAAA` };
    await expect(
      eve.request('room:join', { ...joinRequest(code, 'Eve'), former: stolen }),
    ).rejects.toMatchObject(UNKNOWN);
    await comeBack(server, bob, code);
  });

  test('[V2] of many who try at once, two get in', async () => {
    const server = await TestServer.start({ callCodeBudgets: CALL_CODE_BUDGETS });
    const code = await newCode(server);
    const crowd = await Promise.all(Array.from({ length: 12 }, () => server.connect()));
    const results = await Promise.allSettled(crowd.map((one, index) => one.join(code, `P${index}`)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });

  test('[V2] one who waited alone and left has not used it up', async () => {
    const server = await TestServer.start();
    const code = await newCode(server);
    const ada = await server.join(code, 'Ada');
    await ada.request('room:leave', {});
    await server.join(code, 'Ada');
    await server.join(code, 'Bob');
  });

  test('[V2] one who comes back before the old place is given up is nobody else', async () => {
    const server = await TestServer.start();
    const code = await newCode(server);
    const ada = await server.join(code, 'Ada');
    // As when a phone kills the page: no goodbye, and the place is kept for a while.
    ada.crash();
    await until('the loss is noticed', () =>
      server.log.some(({ msg }) => msg.includes('connection') || msg.includes('place')),
    );
    await comeBack(server, ada, code);
    await server.join(code, 'Ben');
    const cleo = await server.connect();
    await expect(cleo.join(code, 'Cleo')).rejects.toMatchObject(UNKNOWN);
  });

  test('[V2] a second tab is nobody else, and can come back later', async () => {
    const server = await TestServer.start();
    const code = await newCode(server);
    const ada = await server.join(code, 'Ada');
    const tab = await server.connect();
    const reply = await tab.request('room:join', { ...joinRequest(code, 'Ada'), former: former(ada) });
    expect(reply.peerId).not.toBe(ada.peerId);
    await ada.request('room:leave', {});
    await server.join(code, 'Ben');
    await tab.request('room:leave', {});
    const again = await server.connect();
    const { peerId, resumeToken } = reply;
    const place = { peerId, resumeToken, handRaisedAt: null };
    await again.request('room:join', { ...joinRequest(code, 'Ada'), former: place });
  });

  test('[V3] it is good for ten minutes; the two who met stay, and can come back', async () => {
    const clock = { now: 1_795_224_740_000 };
    const server = await TestServer.start({ now: () => clock.now });
    const unused = await newCode(server);
    const code = await newCode(server);
    const ada = await server.join(code, 'Ada');
    await server.join(code, 'Bob');
    clock.now += 10 * 60 * 1000;
    const late = await server.connect();
    await expect(late.join(unused, 'Late')).rejects.toMatchObject(UNKNOWN);
    await ada.say('still here');
    await ada.request('room:leave', {});
    await comeBack(server, ada, code);
  });

  test('[V3] what was said is forgotten with the code', async () => {
    const clock = { now: 1_795_224_740_000 };
    let kept: Storage | undefined;
    const server = await TestServer.start({
      now: () => clock.now,
      wrapStorage: (storage) => {
        kept = storage;
        return storage;
      },
    });
    const code = await newCode(server);
    const [ada, bob] = [await server.join(code, 'Ada'), await server.join(code, 'Bob')];
    await ada.say('between us');
    expect((await kept?.chat.page(code, { limit: 9 }))?.messages).toHaveLength(1);
    clock.now += 24 * 60 * 60 * 1000;
    await newCode(server);
    // Not while they are still talking.
    expect((await kept?.chat.page(code, { limit: 9 }))?.messages).toHaveLength(1);
    for (const one of [ada, bob]) await one.request('room:leave', {});
    await newCode(server);
    expect((await kept?.chat.page(code, { limit: 9 }))?.messages).toEqual([]);
  });

  test('[V4] cannot be found by trying: who guesses is held back, even from a right one', async () => {
    const server = await TestServer.start({
      config: { trustProxy: 1 },
      rateLimits: { ...RATE_LIMITS, socket: { points: 10_000, perS: 1 } },
    });
    const code = await newCode(server);
    const guesser = await server.connect(from('203.0.113.5'));
    const refusals: string[] = [];
    for (let guess = 0; guess < 14; guess++) {
      const answer = await guesser.raw('room:preview', {
        room: `000-${String(guess).padStart(3, '0')}`,
      });
      refusals.push(answer.ok ? 'ok' : answer.error.code);
    }
    expect(refusals).toEqual([...Array(10).fill('not-found'), ...Array(4).fill('rate-limited')]);
    await expect(guesser.join(code, 'Mallory')).rejects.toMatchObject({ code: 'rate-limited' });
    // Nobody else is held back, and the code is as good as before.
    const ada = await server.connect(from('198.51.100.7'));
    await ada.join(code, 'Ada');
  });

  test('[V4] six digits open nothing more to anybody once very many were tried in vain', async () => {
    const server = await TestServer.start({
      config: { trustProxy: 1 },
      rateLimits: { ...RATE_LIMITS, socket: { points: 10_000, perS: 1 } },
    });
    const code = await newCode(server);
    const ada = await server.connect(from('198.51.100.7'));
    await ada.join(code, 'Ada');
    for (let address = 1; address <= 31; address++) {
      const guesser = await server.connect(from(`203.0.113.${address}`));
      for (let guess = 0; guess < 10; guess++) await guesser.raw('room:preview', { room: '000-000' });
    }
    const ben = await server.connect(from('198.51.100.8'));
    await expect(ben.join(code, 'Ben')).rejects.toMatchObject(UNKNOWN);
    await ada.request('room:leave', {});
    const longer = await newCode(server);
    await ada.join(longer, 'Ada');
    await ben.join(longer, 'Ben');
  });

  test('[V4] who comes back with a proof is not held back for the guesses of a neighbour', async () => {
    const server = await TestServer.start({ config: { trustProxy: 1 } });
    const code = await newCode(server);
    const ada = await server.connect(from('198.51.100.7'));
    await ada.join(code, 'Ada');
    const ben = await server.connect(from('198.51.100.7'));
    await ben.join(code, 'Ben');
    const neighbour = await server.connect(from('198.51.100.7'));
    for (let guess = 0; guess < 11; guess++) await neighbour.raw('room:preview', { room: '000-000' });
    await ben.request('room:leave', {});
    const again = await server.connect(from('198.51.100.7'));
    await again.request('room:join', { ...joinRequest(code, 'Ben'), former: former(ben) });
  });

  test('[V4] is longer while many are tried in vain', async () => {
    const server = await TestServer.start({
      config: { trustProxy: 1 },
      rateLimits: { ...RATE_LIMITS, socket: { points: 10_000, perS: 1 } },
    });
    for (let address = 1; address <= 11; address++) {
      const guesser = await server.connect(from(`203.0.113.${address}`));
      for (let guess = 0; guess < 10; guess++) await guesser.raw('room:preview', { room: '000-000' });
    }
    expect(await newCode(server)).toMatch(/^\d{3}-\d{3}-\d{3}$/);
  });

  test('[V4] no address makes more than twenty in ten minutes', async () => {
    const server = await TestServer.start({ config: { trustProxy: 1 } });
    const codes = new Set<string>();
    for (let made = 0; made < 20; made++) codes.add(await newCode(server));
    expect(codes.size).toBe(20);
    await expect(newCode(server)).rejects.toMatchObject({ code: 'rate-limited' });
    await newCode(server, '198.51.100.2');
  });
});
