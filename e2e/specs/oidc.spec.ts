import { OidcProvider } from '../../tools/testing/OidcProvider.ts';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

test('somebody signs in at a provider, and is told when it does not let them in', async ({
  person,
  ownServer,
}) => {
  const provider = await OidcProvider.start();
  try {
    const { issuer, clientId, clientSecret, name } = provider.settings;
    const server = await ownServer({
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: name,
    });
    const { page } = await person('Grace');
    const account = new Account(page, server.url);
    await account.open('/settings');
    await account.button('Sign in with Work').click();
    await expect(account.problem).toContainText('Work did not let you in');
    expect(new URL(page.url()).hash).toBe('');
    await expectNoFindings(page, 'signing in, refused by the provider');

    provider.visitor = { sub: 'grace-1', preferred_username: 'grace', name: 'Grace Hopper' };
    await account.button('Sign in with Work').click();
    await expect(page.getByText('You sign in as grace.')).toBeVisible();
    const linked = page.getByRole('list', { name: 'Linked with your account' }).getByRole('listitem');
    await expect(linked).toContainText(new URL(issuer).host);

    // The only way in stays, until there is a password.
    await linked.getByRole('button').click();
    const dialog = page.getByRole('dialog', { name: 'Unlink' });
    await dialog.getByRole('button', { name: 'Unlink' }).click();
    await expect(dialog.getByRole('alert')).toContainText('Set a password');
    await expectNoFindings(page, 'unlinking the only way in');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await account.box('New password').fill('nanoseconds of wire');
    await account.button('Set password').click();
    await expect(account.button('Change password')).toBeVisible();
    await linked.getByRole('button').click();
    await dialog.getByLabel('Current password').fill('nanoseconds of wire');
    await dialog.getByRole('button', { name: 'Unlink' }).click();
    await expect(account.button('Link with Work')).toBeVisible();
    await expect(linked).toHaveCount(0);
  } finally {
    await provider.stop();
  }
});
