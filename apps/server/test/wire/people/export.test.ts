import { expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';

test('whoever takes their data along takes their phone book along, here or not', async () => {
  const people = await PeopleServer.start();
  for (const name of ['ada', 'ben', 'cleo', 'dan']) await people.account(name);
  await people.befriend('ada', 'ben');
  const ada = await people.open('ada');
  await ada.request('contact:request', { accountId: accountIdOf('cleo') });
  await ada.request('person:block', { accountId: accountIdOf('dan') });
  await ada.request('visibility:set', { visibility: 'contacts', showsLastSeen: true });

  const taken = async () => {
    const { token } = await people.signIn('ada');
    const response = await fetch(`${people.server.url}/api/v1/account/export`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.status).toBe(200);
    return ((await response.json()) as { phoneBook: unknown }).phoneBook;
  };
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
