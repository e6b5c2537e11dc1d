import { expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import { isRung, missedBy, RingServer, ring } from '../support/people/RingServer.ts';

test('whoever takes their data along takes their phone book along, here or not', async () => {
  const people = await PeopleServer.start();
  for (const name of ['ada', 'ben', 'cleo', 'dan']) await people.account(name);
  await people.befriend('ada', 'ben');
  const ada = await people.open('ada');
  await ada.request('contact:request', { accountId: accountIdOf('cleo') });
  await ada.request('person:block', { accountId: accountIdOf('dan') });
  await ada.request('visibility:set', { visibility: 'contacts', showsLastSeen: true });

  const taken = async () => (await people.export('ada'))['phoneBook'];
  const phoneBook = {
    me: { visibility: 'contacts', showsLastSeen: true },
    contacts: [{ name: 'ben' }],
    requests: [{ direction: 'sent', person: { name: 'cleo' } }],
    blocked: [{ name: 'dan' }],
  };
  expect(await taken()).toMatchObject(phoneBook);
  ada.close();
  await people.settled();
  expect(await taken()).toMatchObject(phoneBook);
});

test('whoever takes their data along takes their missed calls along', async () => {
  const server = await RingServer.start();
  await server.accounts('ada', 'bob');
  const bob = await server.open('bob');
  const ada = await server.open('ada');
  const ringId = await ring(ada, 'bob');
  await isRung(bob, ringId);
  server.letRing();
  expect(await missedBy(bob, 1)).toEqual(['ada 1']);
  const taken = async () => (await server.people.export('bob'))['missedCalls'];
  const missed = [{ person: { name: 'ada' }, count: 1, lastAt: expect.any(Number) }];
  expect(await taken()).toMatchObject(missed);
  bob.close();
  await server.people.settled();
  expect(await taken()).toMatchObject(missed);
});
