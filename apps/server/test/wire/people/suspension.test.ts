import { expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { ADA, BOB, contacts } from '../support/people/adaAndBob.ts';
import { deviceKeyOf, sealedMessage } from '../support/people/messages.ts';
import { news } from '../support/people/news.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import { endOf, hello, isRung, RingServer, ring } from '../support/people/RingServer.ts';
import { until } from '../support/until.ts';

test('[K15] somebody who is suspended is not there for anybody, until they are restored', async () => {
  const people = await PeopleServer.start();
  const { ada, bob } = await contacts(people);
  const cyd = await people.join('cyd');
  await bob.request('contact:request', { accountId: accountIdOf('cyd') });
  await cyd.request('people:watch', { accountIds: [BOB.accountId] });
  for (const [tab, device] of [
    [ada, 'ada1'],
    [bob, 'bob1'],
  ] as const) {
    await tab.request('device:open', { deviceKey: deviceKeyOf(device), name: device });
  }
  const write = (messageId: string) =>
    ada.request('message:send', {
      ...sealedMessage(messageId, deviceKeyOf('ada1')),
      ...BOB,
      keys: [{ ...BOB, deviceKey: deviceKeyOf('bob1'), sealedKey: 'key' }],
    });
  await write('message-1');

  await people.setSuspended('bob', true);
  await until('the socket is closed', () => !bob.socket.connected);
  await ada.hears('contact:removed', ({ accountId }) => accountId === BOB.accountId);
  await cyd.hears('person:hidden', ({ accountId }) => accountId === BOB.accountId);
  await cyd.hears('contact:requestEnded', ({ accountId }) => accountId === BOB.accountId);
  expect(await ada.hello()).toMatchObject({ contacts: [] });
  expect(await cyd.hello()).toMatchObject({ requests: [] });
  for (const tab of [ada, cyd]) {
    expect(await tab.request('people:search', { query: 'bob' })).toEqual({ people: [], cursor: null });
    expect(await tab.request('people:watch', { accountIds: [BOB.accountId] })).toEqual({ people: [] });
  }
  await expect(write('message-2')).rejects.toMatchObject({ code: 'not-found' });
  await expect(cyd.request('contact:accept', BOB)).rejects.toMatchObject({ code: 'not-found' });

  await people.setSuspended('bob', false);
  await ada.hears('contact:added', ({ person }) => person.accountId === BOB.accountId);
  expect(await news(cyd)).toContain('contact:requested received bob');
  await write('message-3');
  const again = await people.open('bob');
  await again.request('device:open', { deviceKey: deviceKeyOf('bob1'), name: 'bob1' });
  const { envelopes } = await again.request('message:fetch', {
    deviceKey: deviceKeyOf('bob1'),
    takenUpTo: 0,
  });
  expect(envelopes.map(({ messageId }) => messageId)).toEqual(['message-1', 'message-3']);
  expect((await again.hello()).contacts).toMatchObject([{ name: 'ada' }]);
});

test('[K15] a call to somebody who is suspended in that moment falls silent, and goes on for the caller', async () => {
  const server = await RingServer.start();
  await server.accounts('ada', 'bob');
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  const ringId = await ring(ada, 'bob');
  await isRung(bob, ringId);
  await server.people.setSuspended('bob', true);
  await until('the socket is closed', () => !bob.socket.connected);
  await ada.settle();
  expect(ada.of('ring:ended')).toEqual([]);
  await server.people.setSuspended('bob', false);
  expect((await hello(await server.open('bob'))).ring).toBeNull();
  server.letRing();
  expect(await endOf(ada, ringId)).toBe('no-answer');
});

test('[K15] whoever is suspended while they call does not ring any more', async () => {
  const server = await RingServer.start();
  await server.accounts('ada', 'bob');
  const [ada, bob] = [await server.open('ada'), await server.open('bob')];
  const ringId = await ring(ada, 'bob');
  await isRung(bob, ringId);
  await server.people.setSuspended('ada', true);
  expect(await endOf(bob, ringId)).toBe('cancelled');
  await bob.hears('contact:removed', ({ accountId }) => accountId === ADA.accountId);
});
