import { randomBytes } from 'node:crypto';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { Account } from '../pages/Account.ts';
import { Directory } from '../pages/Directory.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

const password = 'analytical engine';

test('a room for its members: kept, entered by its owner, closed to a guest', async ({
  person,
  server,
}) => {
  const [ada, guest] = await Promise.all([person('Ada'), person('Guest')]);
  const mark = randomBytes(4).toString('hex');
  const title = `Team ${mark}`;
  await new Account(ada.page, server.url).signUp({
    name: `ada-${mark}`,
    displayName: 'Ada',
    password,
  });
  await expect(new Directory(ada.page).heading).toBeVisible();

  await ada.page.goto(server.url);
  await ada.page.getByRole('link', { name: 'My rooms' }).click();
  // The home page stays until this one is loaded, and it has a button of the same name.
  await expect(ada.page.getByRole('heading', { name: 'My rooms' })).toBeVisible();
  await ada.page.getByRole('button', { name: 'New room' }).click();
  await ada.page.getByLabel('Title').fill(title);
  await ada.page.getByLabel('Name in the link').fill(title);
  await ada.page.getByRole('button', { name: 'Keep room' }).click();
  const room = ada.page.getByRole('list', { name: 'Rooms' }).getByRole('listitem', { name: title });
  await expect(room).toContainText(`/r/team-${mark}`);
  await room.getByRole('button', { name: `Details of ${title}` }).click();
  await expect(room.getByRole('list', { name: `Members of ${title}` })).toContainText('Ada');
  await expectNoFindings(ada.page, 'the page of rooms');
  await room.getByRole('link', { name: `Enter ${title}` }).click();
  await expect(ada.page.getByRole('button', { name: 'Join now' })).toBeVisible();

  await guest.page.goto(`${server.url}/r/team-${mark}`);
  await expect(guest.page.getByText('This room is for its members.')).toBeVisible();
  await expect(guest.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
