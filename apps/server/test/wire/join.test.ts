import { describe, expect, test } from 'vitest';
import { TestServer } from './support/TestServer.ts';

describe('joining', () => {
  test('two see and read each other', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    expect(bob.joined.snapshot.peers.map((peer) => peer.name)).toEqual(['Ada', 'Bob']);
    const { peer } = await ada.hears('peer:joined', (data) => data.peer.name === 'Bob');
    expect(peer.peerId).toBe(bob.peerId);
    await ada.say('hello');
    const { message } = await bob.hears('chat:posted');
    expect(message).toMatchObject({ name: 'Ada', text: 'hello', position: 1 });
  });
});
