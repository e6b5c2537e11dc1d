import { accountIdOf } from '../../../storage/support/newAccount.ts';
import type { PeopleServer } from './PeopleServer.ts';
import type { PersonClient } from './PersonClient.ts';

export const ADA = { accountId: accountIdOf('ada') };
export const BOB = { accountId: accountIdOf('bob') };

/** Ada and Bob, who are contacts. */
export async function contacts(people: PeopleServer): Promise<{ ada: PersonClient; bob: PersonClient }> {
  for (const name of ['ada', 'bob']) await people.account(name);
  await people.befriend('ada', 'bob');
  const ada = await people.open('ada');
  const bob = await people.open('bob');
  await ada.hears('person:changed');
  ada.heard.length = 0;
  return { ada, bob };
}
