import { describe, expect, test } from 'vitest';
import { joinRequest, type TestClient } from './support/TestClient.ts';
import { TestServer } from './support/TestServer.ts';
import { until } from './support/until.ts';

const former = (client: TestClient, handRaisedAt: number | null = null) => {
  const { peerId, resumeToken } = client.joined;
  return { peerId, resumeToken, handRaisedAt };
};

describe('a peer whose place was not kept', () => {
  test('[J9] comes back as the same peer, to the same place, with its turn', async () => {
    const clock = { now: 1_795_224_740_000 };
    const server = await TestServer.start({ now: () => clock.now });
    const ada = await server.join('home', 'Ada');
    const raisedAt = clock.now + 500;
    clock.now += 1_000;
    const bob = await server.join('home', 'Bob');
    await ada.request('room:leave', {});
    const again = await server.connect();
    const reply = await again.request('room:join', {
      ...joinRequest('home', 'Ada L.'),
      former: former(ada, raisedAt),
    });
    expect(reply.peerId).toBe(ada.peerId);
    expect(reply.resumeToken).toBe(ada.joined.resumeToken);
    const joined = {
      peerId: ada.peerId,
      name: 'Ada L.',
      joinedAt: clock.now - 1_000,
      handRaisedAt: raisedAt,
    };
    expect(await bob.hears('peer:joined')).toMatchObject({ peer: joined });
    expect(reply.snapshot.peers).toContainEqual({ ...joined, isConnected: true });
  });

  test('[J9] is a new peer when the proof is not good', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const bob = await server.join('home', 'Bob');
    const { peerId } = ada;
    await ada.request('room:leave', {});
    const thief = await server.connect();
    const reply = await thief.request('room:join', {
      ...joinRequest('home', 'Thief'),
      former: { ...former(bob), peerId },
    });
    expect(reply.peerId).not.toBe(peerId);
    expect(reply.peerId).not.toBe(bob.peerId);
  });

  test('[J9] is a new peer while somebody is that peer', async () => {
    const server = await TestServer.start();
    const ada = await server.join('home', 'Ada');
    const copy = await server.connect();
    const reply = await copy.request('room:join', {
      ...joinRequest('home', 'Copy'),
      former: former(ada),
    });
    expect(reply.peerId).not.toBe(ada.peerId);
    expect(reply.snapshot.peers).toHaveLength(2);
  });

  test('[J9] cannot have raised its hand before it came, or in the future', async () => {
    const server = await TestServer.start();
    for (const handRaisedAt of [0, Date.now() + 60_000]) {
      const ada = await server.join('home', 'Ada');
      await ada.request('room:leave', {});
      const again = await server.connect();
      const { snapshot, peerId } = await again.request('room:join', {
        ...joinRequest('home', 'Ada'),
        former: former(ada, handRaisedAt),
      });
      const self = snapshot.peers.find((peer) => peer.peerId === peerId);
      expect(self?.handRaisedAt).toBeNull();
    }
  });
});

describe('a join whose answer was lost', () => {
  test('[J13] is asked for again: the same peer, alone, although its first line still looks open', async () => {
    const server = await TestServer.start({ config: { roomMaxPeers: 2 } });
    const bob = await server.join('home', 'Bob');
    const request = { ...joinRequest('home', 'Ada'), joinId: 'ada-asks-once' };
    const [first, second] = [await server.connect(), await server.connect()];
    const unheard = await first.request('room:join', request);
    const reply = await second.request('room:join', request);
    expect(reply).toMatchObject({ peerId: unheard.peerId, resumeToken: unheard.resumeToken });
    expect(reply.snapshot.peers.map(({ name }) => name)).toEqual(['Bob', 'Ada']);
    await until('the first line is closed', () => !first.socket.connected);
    await second.request('hand:set', { isRaised: true });
    await bob.hears('hand:changed');
    expect(bob.heard.map(({ name }) => name)).toEqual([
      'peer:joined',
      'peer:left',
      'peer:joined',
      'hand:changed',
    ]);
  });

  test('[J13] is that of the same peer also where it was the only one in the room', async () => {
    const server = await TestServer.start();
    const request = { ...joinRequest('home', 'Ada'), joinId: 'ada-asks-once' };
    const unheard = await (await server.connect()).request('room:join', request);
    const reply = await (await server.connect()).request('room:join', request);
    expect(reply.peerId).toBe(unheard.peerId);
    expect(reply.snapshot.peers).toHaveLength(1);
  });

  test('[J13] touches nobody who has asked for a place of their own', async () => {
    const server = await TestServer.start();
    const ids = ['ada-asks-once', 'bob-asks-once', undefined, undefined];
    for (const joinId of ids) {
      const request = joinRequest('home', 'Somebody');
      await (await server.connect()).request('room:join', joinId ? { ...request, joinId } : request);
    }
    const late = await server.join('home', 'Late');
    expect(late.joined.snapshot.peers).toHaveLength(ids.length + 1);
  });
});
