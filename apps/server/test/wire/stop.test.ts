import { expect, test } from 'vitest';
import { TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';

test('[X1] tells everybody, each another time to come back, and closes', async () => {
  const server = await TestServer.start();
  const clients: TestClient[] = [];
  for (let i = 0; i < 6; i += 1) clients.push(await server.join(`room-${i % 2}`, `Peer ${i}`));
  const ends = clients.map(({ socket }) => new Promise((resolve) => socket.once('disconnect', resolve)));
  const startedAt = performance.now();
  await server.app.close();
  // 'io server disconnect' would keep socket.io's client from coming back by itself.
  expect(new Set(await Promise.all(ends))).toEqual(new Set(['transport close']));
  const waits = clients.map((client) => client.of('server:closing')[0]?.retryInMs ?? -1);
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(500);
    expect(wait).toBeLessThanOrEqual(3_500);
  }
  expect(new Set(waits).size).toBeGreaterThan(1);
  expect(performance.now() - startedAt).toBeLessThan(2_000);
  expect(server.media.counts().rooms).toBe(0);
  expect(server.media.isReady).toBe(false);
  expect(server.timers.count).toBe(0);
  await expect(TestClient.connect(server.url)).rejects.toThrow();
});

test('[X1] a laptop that was closed does not hold it up', async () => {
  const server = await TestServer.start();
  const asleep = await server.join('home', 'Asleep');
  await server.join('home', 'Awake');
  asleep.fallSilent();
  const startedAt = performance.now();
  const closing = server.app.close();
  // Whoever comes now finds the door shut, and not a refusal after which it might stay away.
  const refusal = await TestClient.connect(server.url).catch((error) => error);
  expect(refusal).toMatchObject({ type: 'TransportError' });
  await closing;
  expect(performance.now() - startedAt).toBeLessThan(3_000);
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
