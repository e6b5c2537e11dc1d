import { expect, test } from 'vitest';
import { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';
import { withOther } from './support/withOther.ts';

test('[X1] tells everybody, each another time to come back, and closes', async () => {
  const server = await TestServer.start();
  const clients: TestClient[] = [];
  for (let i = 0; i < 6; i += 1) clients.push(await server.join(`room-${i % 2}`, `Peer ${i}`));
  const ends = clients.map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)));
  await server.app.close();
  // 'io server disconnect' would keep socket.io's client from coming back by itself.
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['transport close']));
  const waits = clients.map((client) => client.of('server:closing')[0]?.retryInMs ?? -1);
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(500);
    expect(wait).toBeLessThanOrEqual(3_500);
  }
  expect(new Set(waits).size).toBeGreaterThan(1);
  expect(server.media.counts().rooms).toBe(0);
  expect(server.media.isReady).toBe(false);
  expect(server.timers.count).toBe(0);
  await expect(TestClient.connect(server.url)).rejects.toThrow();
});

test('[X1] a laptop that was closed does not hold it up', async () => {
  // Nothing but the closing itself notices within this test that nobody is at the other end.
  const server = await TestServer.start({
    heartbeat: { intervalMs: 600_000, timeoutMs: 600_000, quietAfterMs: 600_000 },
  });
  const asleep = await server.join('home', 'Asleep');
  await server.join('home', 'Awake');
  asleep.fallSilent();
  const closing = server.app.close();
  // Whoever comes now finds the door shut, and not a refusal after which it might stay away.
  const refusal = await TestClient.connect(server.url).catch((error) => error);
  expect(refusal).toMatchObject({ type: 'TransportError' });
  await closing;
});

test('what was said is kept before the database closes', async () => {
  const gate = Promise.withResolvers<void>();
  const order: string[] = [];
  const server = await TestServer.start({
    wrapStorage: (storage) => ({
      ...storage,
      chat: {
        ...storage.chat,
        append: async (...given) => {
          await gate.promise;
          const kept = await storage.chat.append(...given);
          order.push('kept');
          return kept;
        },
      },
      close: async () => {
        order.push('closed');
        await storage.close();
      },
    }),
  });
  const ada = await server.join('home', 'Ada');
  ada.socket.emit('chat:send', { messageId: 'last-words', text: 'last words' }, () => {});
  await ada.request('hand:set', { isRaised: true });
  const closing = server.app.close();
  gate.resolve();
  await closing;
  expect(order).toEqual(['kept', 'closed']);
});

async function readiness({ url }: TestServer): Promise<{ code: number; status: string }> {
  const answer = await fetch(`${url}/readyz`);
  const { status } = (await answer.json()) as { status: string };
  return { code: answer.status, status };
}

test('[X2] draining: calls go on and can be joined, others are not opened, everybody is told', async () => {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  let isDrained = false;
  const drained = server.app.drain(60_000).then(() => {
    isDrained = true;
  });
  expect(await ada.hears('server:draining')).toEqual({ closesInMs: 60_000 });
  expect(await readiness(server)).toEqual({ code: 503, status: 'draining' });

  const bob = await server.connect();
  const { closesInMs } = await bob.hears('server:draining');
  expect(closesInMs).toBeLessThanOrEqual(60_000);
  await expect(bob.join('elsewhere', 'Bob')).rejects.toMatchObject({ code: 'unavailable' });
  await bob.join('home', 'Bob');
  await ada.say('we are still here');
  await bob.hears('chat:posted');

  await ada.request('room:leave', {});
  expect(isDrained).toBe(false);
  await bob.request('room:leave', {});
  await drained;
  // The timer that would have ended it is gone.
  expect(server.timers.count).toBe(0);
});

test('[X2] draining ends when the time is over, or at once when nobody is there', async () => {
  const server = await TestServer.start();
  await server.app.drain(60_000);
  const busy = await TestServer.start();
  await busy.join('home', 'Ada');
  let isDrained = false;
  const drained = busy.app.drain(60_000).then(() => {
    isDrained = true;
  });
  busy.timers.advance(59_999);
  expect(await readiness(busy)).toMatchObject({ status: 'draining' });
  expect(isDrained).toBe(false);
  busy.timers.advance(1);
  await drained;
});

test('[X2] a room that was being opened when draining began is a call like the others', async () => {
  const gate = Promise.withResolvers<void>();
  const server = await TestServer.start({
    wrapStorage: withOther('chat', (real) => ({
      page: async (...given) => {
        await gate.promise;
        return real.page(...given);
      },
    })),
  });
  const ada = await server.connect();
  const joining = ada.join('home', 'Ada');
  // The join has begun, and waits.
  await ada.request('room:preview', { room: 'home' });
  const drained = server.app.drain(60_000);
  gate.resolve();
  await joining;
  await until('the room is open', async () => (await server.metric('parley_rooms')) === 1);
  await ada.request('room:leave', {});
  await drained;
});
