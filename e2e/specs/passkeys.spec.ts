import { randomBytes } from 'node:crypto';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

test('somebody adds a passkey, and signs in with it and nothing else, also by what the browser fills in', async ({
  person,
  server,
}) => {
  const { page, context } = await person('Ada');
  // A keychain of the device itself, whose owner shows a finger whenever they are asked.
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  // Whose owner is always there signs in from the browser's list before anything can be clicked: without it for a while.
  await page.addInitScript(() => {
    const { PublicKeyCredential } = globalThis;
    if (PublicKeyCredential === undefined) return;
    const hasList = PublicKeyCredential.isConditionalMediationAvailable.bind(PublicKeyCredential);
    PublicKeyCredential.isConditionalMediationAvailable = async () =>
      sessionStorage.getItem('has-no-list') === null && (await hasList());
  });
  // Passkeys are for names and not for numbers.
  const url = server.url.replace('127.0.0.1', 'localhost');
  const account = new Account(page, url);
  const name = `ada-${randomBytes(4).toString('hex')}`;
  const password = 'analytical engine';
  await account.signUp({ name, displayName: 'Ada Lovelace', password });
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible();

  await account.open('/settings');
  await account.button('Add passkey …').click();
  const dialog = page.getByRole('dialog', { name: 'Add passkey' });
  await dialog.getByLabel('What you call it').fill('My laptop');
  await dialog.getByLabel('Current password').fill('difference engine');
  await dialog.getByRole('button', { name: 'Add passkey' }).click();
  await expect(dialog.getByLabel('Current password')).toHaveAccessibleDescription(/not your current/);
  await expectNoFindings(page, 'adding a passkey');
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Add passkey' }).click();
  const listed = page.getByRole('list', { name: 'Passkeys' }).getByRole('listitem');
  await expect(listed).toHaveCount(1);
  await expect(listed).toContainText('My laptop');
  await expectNoFindings(page, 'settings with a passkey');

  await page.evaluate(() => sessionStorage.setItem('has-no-list', 'true'));
  await account.button('Sign out').click();
  await account.button('Sign in with a passkey').click();
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await page.evaluate(() => sessionStorage.clear());

  // Chosen among what the browser fills in: nothing of the page was clicked.
  const entered = page.waitForResponse(`${url}/api/v1/session/passkey`);
  await account.button('Sign out').click();
  expect((await entered).status()).toBe(200);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();

  await account.button('Remove passkey: My laptop').click();
  const removal = page.getByRole('dialog', { name: 'Remove passkey' });
  await removal.getByLabel('Current password').fill(password);
  await removal.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(listed).toHaveCount(0);
  await account.button('Sign out').click();
  await expect(account.signInHeading).toBeVisible();
  await expect(account.problem).toContainText('This passkey opens nothing here.');
});
