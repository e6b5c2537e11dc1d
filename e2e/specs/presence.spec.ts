import { randomBytes } from 'node:crypto';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { Directory } from '../pages/Directory.ts';

test('in a call one sees who wants no disturbance, and how those are who have left', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  const quiet = { microphone: 'off', camera: 'off' } as const;
  for (const { page, name } of [ada, ben]) {
    const signInName = `${name.toLowerCase()}-${randomBytes(4).toString('hex')}`;
    const account = new Account(page, server.url);
    await account.signUp({ name: signInName, displayName: name, password: 'analytical engine' });
    await expect(new Directory(page).heading).toBeVisible();
  }
  await ben.join(server.url, room, quiet);
  await ada.join(server.url, room, quiet);
  await ben.chat.open();
  await ben.chat.send('see you');
  await ada.chat.open();
  const message = ada.chat.log.getByRole('article').filter({ hasText: 'see you' });
  await expect(message).toBeVisible();

  const second = await ben.context.newPage();
  await second.goto(`${server.url}/people`);
  const bens = new Directory(second);
  await bens.set('Do not disturb');
  await expect(ada.call.tile('Ben').getByText('Do not disturb')).toBeAttached();
  await bens.set('Away');
  await expect(ada.call.tile('Ben').getByText('Do not disturb')).toHaveCount(0);

  await ben.call.leave();
  await expect(message.getByText('Away')).toBeAttached();
  await ada.call.button('People').click();
  const former = ada.page.getByRole('list', { name: 'Were here' }).getByRole('listitem');
  await expect(former).toContainText('Away');
  // Whoever hides is gone from there, too.
  await bens.set('Contacts only');
  await expect(former).toHaveCount(0);
  await ada.call.button('Chat').click();
  await expect(message).toBeVisible();
  await expect(message.getByText('Away')).toHaveCount(0);
});
