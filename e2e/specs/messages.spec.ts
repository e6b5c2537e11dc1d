import { expect } from '@playwright/test';
import { PASSWORD, twoContacts } from '../fixtures/atPhoneBook.ts';
import { test } from '../fixtures/test.ts';
import { Conversation } from '../pages/Conversation.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

/** Generous: a condition, and no measurement. */
const soon = { timeout: 60_000 };

test('two people write to each other, also while one of them is signed out', async ({
  person,
  server,
}) => {
  const [ada, ben] = await twoContacts(person, server.url);

  const adas = new Conversation(ada.page, ben.displayName);
  await adas.write('Hello Ben');
  const row = ben.directory.row('Contacts', ada.displayName);
  await expect(row).toContainText('One new message', soon);
  await expect(adas.messages).toContainText(['Delivered'], soon);
  await ben.directory.choose('Contacts', ada.displayName);
  const bens = new Conversation(ben.page, ada.displayName);
  await expect(bens.messages).toContainText(['Hello Ben'], soon);
  await expect(row).not.toContainText('new message');
  await expect(adas.messages).toContainText(['Read'], soon);
  expect(await adas.safetyNumber()).toEqual(await bens.safetyNumber());
  await expectNoFindings(ada.page, 'a conversation');

  // On other pages one learns who has written, and gets there.
  await ben.page.goto(server.url);
  await adas.write('Are you there?');
  const news = ben.page.getByText(`${ada.displayName} has written to you.`);
  await expect(news).toBeVisible(soon);
  await expect(ben.page.getByRole('link', { name: /One new message$/ })).toBeVisible();
  await ben.page.getByRole('link', { name: 'Open', exact: true }).click();
  await expect(bens.messages).toContainText(['Hello Ben', 'Are you there?'], soon);
  await expect(news).toBeHidden();

  await ben.account.open('/settings');
  await ben.account.button('Sign out').click();
  await expect(ben.account.signInHeading).toBeVisible();
  await adas.write('While you were away');
  await expect(adas.messages).toContainText(['Hello Ben', 'Are you there?', 'Sent'], soon);

  await ben.account.signIn(ben.name, PASSWORD);
  await expect(ben.account.signInHeading).toBeHidden();
  await ben.account.open('/people');
  await ben.directory.choose('Contacts', ada.displayName);
  const said = ['Hello Ben', 'Are you there?', 'While you were away'];
  await expect(bens.messages).toContainText(said, soon);
  await bens.write('I am back');
  await expect(adas.messages).toContainText([...said, 'I am back'], soon);
  await expect(adas.messages.nth(2)).toContainText('Read', soon);
  await expect(bens.messages.nth(3)).toContainText('Read', soon);

  // A browser that is removed says so, and comes back as a device of which others are told.
  await ben.account.open('/settings');
  const devices = ben.page.getByRole('list', { name: 'Devices', exact: true }).getByRole('listitem');
  await expect(devices).toContainText(['This browser'], soon);
  await devices.getByRole('button', { name: /^Remove/ }).click();
  const dialog = ben.page.getByRole('dialog', { name: 'Remove this device?' });
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  const again = ben.account.button('Add it again');
  await expect(again).toBeVisible(soon);
  await expectNoFindings(ben.page, 'a browser that was removed');
  await expect(devices).toHaveCount(0);
  await again.click();
  await expect(devices).toContainText(['This browser'], soon);
  await adas.write('Is it you?');
  await expect(adas.region.getByText(`${ben.displayName} has a new device`)).toBeVisible(soon);
});
