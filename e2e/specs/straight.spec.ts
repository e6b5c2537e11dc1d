import { randomBytes } from 'node:crypto';
import { expect } from '@playwright/test';
import { PASSWORD, twoContacts } from '../fixtures/atPhoneBook.ts';
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

test('messages go straight to all browsers of somebody, and by the server while one of them is closed', async ({
  person,
  ownServer,
}) => {
  const server = await ownServer({ DIRECT_CALLS: 'on' });
  const [ada, ben] = await twoContacts(person, server.url);
  const adas = new Conversation(ada.page, ben.displayName);
  const adasWay = (way: string) => adas.region.getByRole('button', { name: way, exact: true });
  await expect(adasWay('direct')).toBeVisible(soon);

  const { page } = await person('Ben');
  const account = new Account(page, server.url);
  await account.open('/people');
  await account.signIn(ben.name, PASSWORD);
  await new Directory(page).choose('Contacts', ada.displayName);
  await expect(adas.region.getByText(`${ben.displayName} has a new device`)).toBeVisible(soon);
  await adas.region.getByRole('button', { name: 'It is fine' }).click();
  await ben.directory.choose('Contacts', ada.displayName);
  const bens = new Conversation(ben.page, ada.displayName);
  await bens.region.getByRole('button', { name: 'It is mine' }).click();
  await expect(adasWay('direct')).toBeVisible(soon);
  await adas.write('Hello both');
  await expect(bens.messages).toContainText(['Hello both'], soon);
  const bensOther = new Conversation(page, ada.displayName);
  await expect(bensOther.messages).toContainText(['Hello both'], soon);
  await expect(adasWay('direct')).toBeVisible();
  // Written on the one that stays open: what was not acknowledged when a page closes is sent again behind the rest.
  await bens.write('Hello Ada');
  await expect(adas.messages).toContainText(['Hello both', 'Hello Ada'], soon);
  await expect(bensOther.messages).toContainText(['Hello both', 'Hello Ada'], soon);

  await page.close();
  await expect(adasWay('by the server')).toBeVisible(soon);
  await adas.write('Are you there?');
  const all = ['Hello both', 'Hello Ada', 'Are you there?'];
  await expect(bens.messages).toContainText(all, soon);

  const back = await page.context().newPage();
  await new Account(back, server.url).open('/people');
  await new Directory(back).choose('Contacts', ada.displayName);
  await expect(new Conversation(back, ada.displayName).messages).toContainText(all, soon);
  await expect(adasWay('direct')).toBeVisible(soon);
  await expect(adas.messages).toHaveCount(all.length);
});
