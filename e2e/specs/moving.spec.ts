import { fromRecoveryWords } from '@parley/client/messages/moving/recoveryWords';
import { moveLink } from '@parley/client/messages/moving/secret';
import { expect } from '@playwright/test';
import { PASSWORD, twoContacts } from '../fixtures/atPhoneBook.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { Conversation } from '../pages/Conversation.ts';
import { Directory } from '../pages/Directory.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

/** Generous: a condition, and no measurement. */
const soon = { timeout: 60_000 };

test('what was said comes to another browser of the same person by twelve words', async ({
  person,
  server,
}) => {
  const [ada, ben] = await twoContacts(person, server.url);
  const adas = new Conversation(ada.page, ben.displayName);
  await adas.write('Hello Ben');
  await expect(adas.messages).toContainText(['Delivered'], soon);

  await ada.account.open('/settings');
  await ada.account.button('Move messages to another device').click();
  await ada.account.button('Seal and show the words').click();
  const items = ada.page.getByRole('list', { name: 'Recovery words' }).getByRole('listitem');
  await expect(items).toHaveCount(12, soon);
  await expect(ada.page.getByRole('img', { name: /QR code/ })).toBeVisible();
  await expectNoFindings(ada.page, 'the recovery words');
  const words = (await items.allInnerTexts()).join('\n');

  const { page } = await person('Ada');
  const account = new Account(page, server.url);
  await account.open('/settings');
  await account.signIn(ada.name, PASSWORD);
  await account.button('Bring messages to this browser').click();
  const field = account.box('The twelve words');
  await field.fill('abandon ships');
  await account.button('Bring them here').click();
  await expect(account.problem).toHaveText(/“ships” is none of the words/);
  await field.fill('abandon ability');
  await account.button('Bring them here').click();
  await expect(account.problem).toHaveText(/2 words/);
  await field.fill(words.toUpperCase());
  await account.button('Bring them here').click();
  await expect(page.getByText('One message has come.')).toBeVisible(soon);
  await account.open('/people');
  const directory = new Directory(page);
  await directory.choose('Contacts', ben.displayName);
  await expect(new Conversation(page, ben.displayName).messages).toContainText(['Hello Ben'], soon);

  // As a camera reads it: asks first, is gone from the address, and finds that it was fetched already.
  const read = fromRecoveryWords(words);
  if ('problem' in read) throw new Error('these are no recovery words');
  await page.goto(moveLink(server.url, read.secret));
  const bring = account.button('Bring them here');
  await expect(bring).toBeEnabled(soon);
  await expect(page).toHaveURL(/\/people(\?[^#]*)?$/, soon);
  await bring.click();
  await expect(page.getByText(/^Nothing waits/)).toBeVisible(soon);
});
