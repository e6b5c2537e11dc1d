import { describe, expect, test } from 'vitest';
import { TestServer } from './support/TestServer.ts';

describe('the handshake', () => {
  test.each([[{ protocol: 99 }], [{ protocol: 'one' }], [{}], [undefined]])(
    '[S1] refuses %j, and says why',
    async (auth) => {
      const server = await TestServer.start();
      const refusal = await server
        .connect({ auth: auth as Record<string, unknown> })
        .catch((error) => error);
      expect(refusal.data).toEqual({ code: 'bad-request', message: expect.any(String) });
      expect(await server.metric('parley_sockets')).toBe(0);
    },
  );

  test('[S2] passes over what later clients may add', async () => {
    const server = await TestServer.start();
    const client = await server.connect({ auth: { protocol: 1, locale: 'de' } });
    expect(client.socket.connected).toBe(true);
  });

  test('works over long polling alone', async () => {
    const server = await TestServer.start();
    const ada = await server.connect({ transports: ['polling'] });
    await ada.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    await bob.say('hello');
    expect(await ada.hears('chat:posted')).toMatchObject({ message: { text: 'hello' } });
  });
});

describe('the preview', () => {
  test('[J1] tells who is there and is seen by nobody', async () => {
    const server = await TestServer.start();
    const visitor = await server.connect();
    expect(await visitor.request('room:preview', { room: 'home' })).toMatchObject({
      peerCount: 0,
      names: [],
      isFull: false,
    });
    expect(server.media.counts().rooms).toBe(0);
    await server.join('home', 'Ada');
    await server.join('home', 'Bob');
    expect(await visitor.request('room:preview', { room: 'home' })).toEqual({
      peerCount: 2,
      names: ['Ada', 'Bob'],
      isFull: false,
      rtpCapabilities: server.media.rtpCapabilities,
    });
    expect(await server.metric('parley_peers')).toBe(2);
  });
});
