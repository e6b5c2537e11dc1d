import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import type { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { Conversation } from '../pages/Conversation.ts';
import { Directory } from '../pages/Directory.ts';

/** Generous: a condition, and no measurement. */
const soon = { timeout: 60_000 };

async function signUp(person: Person, url: string) {
  const name = `${person.name.toLowerCase()}-${randomBytes(4).toString('hex')}`;
  const account = new Account(person.page, url);
  await account.signUp({ name, displayName: person.name, password: 'analytical engine' });
  const directory = new Directory(person.page);
  await expect(directory.heading).toBeVisible();
  return { page: person.page, name, directory };
}

test('messages of two who are there go straight between their browsers, until one does not let it', async ({
  person,
  ownServer,
}) => {
  const server = await ownServer({ DIRECT_CALLS: 'on' });
  const ada = await signUp(await person('Ada'), server.url);
  const ben = await signUp(await person('Ben'), server.url);
  await ada.directory.find(ben.name);
  const found = await ada.directory.choose('Found people', 'Ben');
  await found.getByRole('button', { name: 'Add contact' }).click();
  const request = ben.directory.row('Contact requests', 'Ada');
  await request.getByRole('button', { name: 'Accept Ada' }).click();

  const adas = new Conversation(ada.page, 'Ben');
  const adasWay = (way: string) => adas.region.getByRole('button', { name: way, exact: true });
  await expect(adasWay('direct')).toBeVisible(soon);
  await ben.directory.choose('Contacts', 'Ada');
  const bens = new Conversation(ben.page, 'Ada');
  await expect(bens.region.getByRole('button', { name: 'direct', exact: true })).toBeVisible(soon);
  await adas.write('Hello Ben');
  await expect(bens.messages).toContainText(['Hello Ben'], soon);
  await bens.write('Hello Ada');
  await expect(adas.messages).toContainText(['Hello Ben', 'Hello Ada'], soon);
  await expect(adas.messages.first()).toContainText('Read', soon);

  await adasWay('direct').click();
  const dialog = ada.page.getByRole('dialog', { name: 'The way of your messages' });
  await dialog.getByRole('switch').click();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(adasWay('by the server')).toBeVisible(soon);
  await adas.write('And on it goes');
  await expect(bens.messages).toContainText(['Hello Ben', 'Hello Ada', 'And on it goes'], soon);
});
