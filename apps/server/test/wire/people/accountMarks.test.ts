import { expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { RoomKeepers } from '../support/RoomKeepers.ts';

const mark = (name: string) => ({ accountId: accountIdOf(name), name, pictureVersion: null });

test('[P2] whoever has an account is shown with it, and a guest of the same name is not', async () => {
  const keepers = await RoomKeepers.start(['ada']);
  const guest = await keepers.connect(undefined);
  await guest.join('home', 'ada');
  const ada = await keepers.join('ada', 'home');
  const shown = await guest.hears('peer:changed', ({ account }) => account !== undefined);
  expect(shown).toEqual({ peerId: ada.peerId, account: mark('ada') });
  const late = await keepers.join(undefined, 'home');
  expect(late.joined.snapshot.peers.map(({ account }) => account)).toEqual([
    undefined,
    mark('ada'),
    undefined,
  ]);
});

test('[P2] a page of another site shows nobody’s account', async () => {
  const keepers = await RoomKeepers.start(['ada']);
  const from = async (origin: string, name: string) => {
    const cookie = `parley_session=${keepers.token('ada')}`;
    const client = await keepers.server.connect({ extraHeaders: { origin, cookie } });
    await client.join('home', name);
    return client;
  };
  const evil = await from('https://evil.example', 'Eve');
  const own = await from(keepers.server.url, 'Ada');
  const { peerId } = await evil.hears('peer:changed', ({ account }) => account !== undefined);
  expect(peerId).toBe(own.peerId);
  const late = await keepers.join(undefined, 'home');
  const marked = late.joined.snapshot.peers.filter(({ account }) => account);
  expect(marked.map(({ name }) => name)).toEqual(['Ada']);
});

test('[P2] whoever hides looks like a guest, at once, and whoever shows themselves does not', async () => {
  const keepers = await RoomKeepers.start(['ada', 'bob']);
  const tab = await keepers.people.open('ada');
  const see = (visibility: 'everyone' | 'contacts') =>
    tab.request('visibility:set', { visibility, showsLastSeen: false });
  await see('contacts');
  const watcher = await keepers.join(undefined, 'home');
  const ada = await keepers.join('ada', 'home');
  await keepers.join('bob', 'home');
  await watcher.hears('peer:changed', ({ account }) => account?.name === 'bob');
  await see('everyone');
  const ofAda = () => watcher.of('peer:changed').filter(({ peerId }) => peerId === ada.peerId);
  await watcher.hears('peer:changed', ({ account }) => account?.name === 'ada');
  expect(ofAda()).toEqual([{ peerId: ada.peerId, account: mark('ada') }]);
  await see('contacts');
  await watcher.hears('peer:changed', ({ account }) => account === null);
  expect(ofAda().at(-1)).toEqual({ peerId: ada.peerId, account: null });
});
