import { randomBytes } from 'node:crypto';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

/** Somebody whom this server does not know yet. */
function newcomer() {
  const name = `ada-${randomBytes(4).toString('hex')}`;
  return { name, displayName: 'Ada Lovelace', password: 'analytical engine' };
}

/** 1 pixel, red. */
const PNG =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==';

test('somebody makes an account, signs out, and in again', async ({ person, server }) => {
  const { page } = await person('Ada');
  const account = new Account(page, server.url);
  const ada = newcomer();
  await page.goto(server.url);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(account.signInHeading).toBeVisible();
  await account.signUp({ ...ada, name: ada.name.toUpperCase() });
  await expect(page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible();
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: 'Ada Lovelace' })).toBeVisible();

  await account.open('/settings');
  await account.button('Sign out').click();
  await expect(account.signInHeading).toBeVisible();
  await account.signIn(ada.name, 'difference engine');
  await expect(account.problem).toHaveText('The name or the password is wrong.');
  await account.signIn(`${ada.name}-nobody`, ada.password);
  await expect(account.problem).toHaveText('The name or the password is wrong.');
  await account.signIn(ada.name, ada.password);
  await expect(page.getByRole('heading', { name: 'Settings' })).toBeVisible();
});

test('what does not do is said at its field', async ({ person, server }) => {
  const [first, second] = [await person('Ada'), await person('Ben')];
  const ada = newcomer();
  await new Account(first.page, server.url).signUp(ada);
  await expect(first.page.getByRole('heading', { name: 'Ada Lovelace' })).toBeVisible();
  const account = new Account(second.page, server.url);
  await account.signUp({ name: 'no name', displayName: ' ', password: 'short' });
  await expect(account.box('Sign-in name')).toHaveAccessibleDescription(/3 to 32 letters/);
  await account.box('Sign-in name').fill(ada.name);
  await account.button('Create account').click();
  await expect(account.box('Name that others see')).toHaveAccessibleDescription(/Enter the name/);
  await account.box('Name that others see').fill('Ben');
  await account.button('Create account').click();
  await expect(account.box('Password')).toHaveAccessibleDescription(/too short: at least 10/);
  await account.box('Password').fill('long enough now');
  await account.button('Create account').click();
  await expect(account.box('Sign-in name')).toHaveAccessibleDescription(/This name is taken/);
});

test('two tabs of a browser are signed in and out together', async ({ person, server }) => {
  const { page } = await person('Ada');
  const ada = newcomer();
  const other = await page.context().newPage();
  await other.goto(`${server.url}/settings`);
  const account = new Account(page, server.url);
  await account.signUp(ada);
  await expect(other.getByRole('heading', { name: 'Settings' })).toBeVisible();
  await account.open('/settings');
  await account.button('Sign out').click();
  await expect(new Account(other, server.url).signInHeading).toBeVisible();
});

test('another password ends the session of another browser', async ({ person, server }) => {
  const [laptop, phone] = [await person('Ada'), await person('Ada')];
  const ada = newcomer();
  const [here, there] = [laptop, phone].map(({ page }) => new Account(page, server.url)) as [
    Account,
    Account,
  ];
  await here.signUp(ada);
  await expect(laptop.page.getByRole('heading', { name: ada.displayName })).toBeVisible();
  await there.open('/settings');
  await there.signIn(ada.name, ada.password);
  await expect(there.sessions).toHaveCount(2);
  await here.open('/settings');
  await expect(here.sessions).toHaveCount(2);

  await here.box('Current password').fill('difference engine');
  await here.box('New password').fill('a new password');
  await here.button('Change password').click();
  await expect(here.box('Current password')).toHaveAccessibleDescription(/not your current/);
  await here.box('Current password').fill(ada.password);
  await here.button('Change password').click();
  await expect(laptop.page.getByText('You are signed out everywhere else.')).toBeVisible();
  await expect(here.sessions).toHaveCount(1);

  await there.button('Save name').click();
  await expect(there.signInHeading).toBeVisible();
  await there.signIn(ada.name, 'a new password');
  await expect(there.sessions).toHaveCount(2);
  await there.button('End all others').click();
  await expect(there.sessions).toHaveCount(1);
  await laptop.page.reload();
  await expect(here.signInHeading).toBeVisible();
});

test('a name, a picture, one’s data, and the end of it all', async ({ person, server }) => {
  const { page } = await person('Ada');
  const account = new Account(page, server.url);
  const ada = newcomer();
  await account.signUp(ada);
  await page.getByRole('link', { name: 'Settings' }).click();
  await account.box('Name that others see').fill('Countess  🦊');
  await account.button('Save name').click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(account.box('Name that others see')).toHaveValue('Countess 🦊');

  const choose = page.locator('input[type=file]');
  await choose.setInputFiles({
    name: 'notes.png',
    mimeType: 'image/png',
    buffer: Buffer.from('no picture'),
  });
  await expect(account.problem).toContainText('cannot be read as a picture');
  await choose.setInputFiles({
    name: 'red.png',
    mimeType: 'image/png',
    buffer: Buffer.from(PNG, 'base64'),
  });
  const picture = page.getByRole('main').locator('img');
  await expect(picture).toHaveJSProperty('naturalWidth', 256);
  await expect(account.problem).toHaveCount(0);

  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download my data' }).click();
  expect((await download).suggestedFilename()).toBe(`parley-${ada.name}.json`);

  const keptHere = () => page.evaluate(async () => (await indexedDB.databases()).length);
  await expect.poll(keptHere).toBe(1);
  await account.button('Delete account …').click();
  const dialog = page.getByRole('dialog', { name: 'Delete account' });
  await dialog.getByLabel('Current password').fill('difference engine');
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('This is not your current password.');
  await dialog.getByLabel('Current password').fill(ada.password);
  await dialog.getByRole('button', { name: 'Delete for ever' }).click();
  await expect(account.signInHeading).toBeVisible();
  // Her messages have gone, and her keys.
  await expect.poll(keptHere).toBe(0);
  await account.signIn(ada.name, ada.password);
  await expect(account.problem).toHaveText('The name or the password is wrong.');
});

test('where accounts need an invitation, a link brings it along', async ({ person, ownServer }) => {
  const server = await ownServer({ SIGN_UP: 'invitation' });
  const { page } = await person('Ada');
  const account = new Account(page, server.url);
  await page.goto(`${server.url}/people#invitation=AAAAA-BBBBB`);
  await expect(account.box('Invitation code')).toHaveValue('AAAAA-BBBBB');
  const ada = newcomer();
  await account.box('Sign-in name').fill(ada.name);
  await account.box('Name that others see').fill(ada.displayName);
  await account.box('Password').fill(ada.password);
  await account.button('Create account').click();
  await expect(account.box('Invitation code')).toHaveAccessibleDescription(/not good/);
});

test('where nobody may make an account, nobody is asked to', async ({ person, ownServer }) => {
  const server = await ownServer({ SIGN_UP: 'off' });
  const { page } = await person('Ada');
  const account = new Account(page, server.url);
  await account.open('/people');
  await expect(page.getByText('This server takes no new accounts right now.')).toBeVisible();
  await expect(account.button('Create an account')).toHaveCount(0);
});

test('where guests are not allowed, one signs in before the room, under one’s own name', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({ GUESTS_ALLOWED: 'false' });
  const { page, prejoin, call } = await person('Ada');
  const account = new Account(page, server.url);
  await page.goto(`${server.url}/r/${room}`);
  await expect(page.getByText('Only people with an account can join')).toBeVisible();
  await account.button('Create an account').click();
  await account.fillIn(newcomer());
  await page.getByRole('button', { name: 'Go on to the room' }).click();
  await expect(prejoin.nameBox).toHaveValue('Ada Lovelace');
  await prejoin.joinButton.click();
  await expect(call.main).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages about an account, ${colorScheme}`, async ({ person, server }) => {
    const { page } = await person('Ada', { context: { colorScheme } });
    const account = new Account(page, server.url);
    await account.open('/people');
    await expect(account.signInHeading).toBeVisible();
    await expectNoFindings(page, 'signing in');
    await account.button('Sign in').click();
    await expect(account.problem).toBeVisible();
    await expectNoFindings(page, 'signing in, with a fault');
    await account.button('I have a reset code').click();
    await expectNoFindings(page, 'resetting');
    const ada = newcomer();
    await account.signUp({ ...ada, password: 'short' });
    await expect(account.problem).toBeVisible();
    await expectNoFindings(page, 'signing up, with a fault');
    await account.signUp(ada);
    await expect(page.getByRole('heading', { name: ada.displayName })).toBeVisible();
    await expectNoFindings(page, 'people');
    await account.open('/settings');
    await expect(account.sessions).toHaveCount(1);
    await expectNoFindings(page, 'settings');
    await account.button('Delete account …').click();
    await expectNoFindings(page, 'deleting');
  });
}
