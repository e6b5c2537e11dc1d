import { expect, test } from 'vitest';
import { TestServer } from './support/TestServer.ts';

async function pair() {
  const server = await TestServer.start();
  const ada = await server.join('home', 'Ada');
  const bob = await server.join('home', 'Bob');
  await ada.hears('peer:joined');
  ada.heard.length = 0;
  return { server, ada, bob };
}

test('[E2] everybody hears of a change under one number, the one who made it too', async () => {
  const { ada, bob } = await pair();
  await ada.request('hand:set', { isRaised: true });
  await ada.request('peer:setName', { name: 'Ada L.' });
  await bob.hears('peer:changed');
  await ada.hears('peer:changed');
  expect(ada.heard).toEqual(bob.heard);
  expect(ada.heard).toEqual([
    { name: 'hand:changed', data: { peerId: ada.peerId, raisedAt: expect.any(Number) }, seq: 3 },
    { name: 'peer:changed', data: { peerId: ada.peerId, name: 'Ada L.' }, seq: 4 },
  ]);
});

test('[A5] [H1] [H2] the same again changes nothing, and lowering clears', async () => {
  const { ada, bob } = await pair();
  for (const isRaised of [false, true, true, false, false]) await ada.request('hand:set', { isRaised });
  for (const name of ['Ada', 'Eve', 'Eve']) await ada.request('peer:setName', { name });
  await bob.hears('peer:changed');
  expect(bob.heard.map(({ name, data }) => [name, data])).toEqual([
    ['hand:changed', { peerId: ada.peerId, raisedAt: expect.any(Number) }],
    ['hand:changed', { peerId: ada.peerId, raisedAt: null }],
    ['peer:changed', { peerId: ada.peerId, name: 'Eve' }],
  ]);
});

test('a reaction is shown to all and kept by nobody', async () => {
  const { server, ada, bob } = await pair();
  await ada.request('reaction:send', { reaction: '🎉' });
  await ada.request('reaction:send', { reaction: '🎉' });
  await ada.request('hand:set', { isRaised: true });
  await bob.hears('hand:changed');
  await ada.hears('hand:changed');
  expect(bob.heard).toEqual(ada.heard);
  const shown = { name: 'reaction:shown', data: { peerId: ada.peerId, reaction: '🎉' }, seq: undefined };
  expect(bob.heard.slice(0, 2)).toEqual([shown, shown]);
  const late = await server.join('home', 'Late');
  expect(late.joined.snapshot.seq).toBe(4);
  expect(late.of('reaction:shown')).toEqual([]);
});

test('[P3] a reaction keeps the id that its maker gave it; who is writing is told to all and kept by nobody', async () => {
  const { server, ada, bob } = await pair();
  const reactionId = 'reaction-1';
  await ada.request('reaction:send', { reaction: '🎉', reactionId });
  expect(await bob.hears('reaction:shown')).toEqual({ peerId: ada.peerId, reaction: '🎉', reactionId });
  await ada.request('chat:setWriting', { isWriting: true });
  expect(await bob.hears('chat:writing')).toEqual({ peerId: ada.peerId, isWriting: true });
  const late = await server.join('home', 'Late');
  expect(late.of('chat:writing')).toEqual([]);
  await ada.request('chat:setWriting', { isWriting: false });
  await late.hears('chat:writing');
  expect(late.of('chat:writing')).toEqual([{ peerId: ada.peerId, isWriting: false }]);
  for (const refused of [{ reaction: '🎉', reactionId: 'short' }, { reaction: '<b>' }]) {
    await expect(ada.request('reaction:send', refused as never)).rejects.toMatchObject({
      code: 'bad-request',
    });
  }
  await expect(ada.request('chat:setWriting', { isWriting: 1 as never })).rejects.toMatchObject({
    code: 'bad-request',
  });
});

test('what happens in one room is heard in no other', async () => {
  const { server, ada } = await pair();
  const stranger = await server.join('elsewhere', 'Stranger');
  await ada.say('only here');
  await ada.request('reaction:send', { reaction: '👏' });
  await stranger.request('hand:set', { isRaised: true });
  await stranger.hears('hand:changed');
  expect(stranger.heard.map(({ name }) => name)).toEqual(['hand:changed']);
});

test('who speaks is told, as long as they are here', async () => {
  const { server, ada, bob } = await pair();
  const room = server.media.rooms[0];
  room?.speak([bob.peerId, 'somebody-who-left', ada.peerId]);
  expect(await ada.hears('media:speakers')).toEqual({ peerIds: [bob.peerId, ada.peerId] });
  await bob.request('room:leave', {});
  await ada.hears('media:speakers', ({ peerIds }) => peerIds.length === 1);
  expect(ada.of('media:speakers').at(-1)).toEqual({ peerIds: [ada.peerId] });
});
