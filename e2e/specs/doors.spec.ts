import type { BrowserContextOptions } from '@playwright/test';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { Admin } from '../pages/Admin.ts';
import { expectAllTogether } from '../senses/everybody.ts';

const ADMIN_TOKEN = 'a-token-of-an-operator';

test('closed doors keep newcomers waiting and let them in when they open; the meeting goes on', async ({
  person,
  ownServer,
  room,
}) => {
  const { url } = await ownServer({ ADMIN_TOKEN });
  const [ada, ben, cleo] = [await person('Ada'), await person('Ben'), await person('Cleo')];
  await Promise.all([ada.join(url, room), ben.join(url, room)]);
  const admin = new Admin((await person('Operator')).page);
  await admin.signIn(url, 'not-the-token-of-it');
  await expect(admin.page.getByRole('alert')).toContainText('This is not the token of this server.');
  await admin.signIn(url, ADMIN_TOKEN);
  await expect(admin.meeting(room)).toContainText('2 people');

  // One who waits at the pre-join page already, and one who comes when it is too late.
  await cleo.prejoin.open(url, room);
  await admin.closeDoors.click();
  await expect(admin.openDoors).toBeVisible();
  const closed = cleo.page.getByRole('heading', { name: 'The doors are closed' });
  await expect(closed).toBeVisible();
  await cleo.page.reload();
  await expect(closed).toBeVisible();
  await expect(ada.call.main).toContainText('This meeting goes on; nobody new can join.');
  await expectAllTogether([ada, ben]);

  await admin.openDoors.click();
  await cleo.prejoin.turn('microphone', 'on');
  await cleo.prejoin.turn('camera', 'on');
  await cleo.prejoin.join('Cleo');
  await expectAllTogether([ada, ben, cleo]);
  await expect(ada.call.main).not.toContainText('nobody new can join');
});

test('the countdown ends the meetings, and everybody reads why', async ({ person, ownServer, room }) => {
  const { url } = await ownServer({ ADMIN_TOKEN });
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await Promise.all([ada.join(url, room), ben.join(url, room)]);
  const admin = new Admin((await person('Operator')).page);
  await admin.signIn(url, ADMIN_TOKEN);
  await admin.runningMeetings.selectOption('end in 5 minutes');
  await admin.closeDoors.click();
  for (const { call } of [ada, ben])
    await expect(call.main).toContainText('All meetings end in 5 minutes');
  await expect(admin.page.getByRole('status')).toContainText('The running meetings end in');

  await admin.openDoors.click();
  await expect(ada.call.main).not.toContainText('All meetings end in');
  await admin.runningMeetings.selectOption('end at once');
  await admin.closeDoors.click();
  for (const { page } of [ada, ben]) {
    await expect(page.getByRole('heading', { name: 'The meeting is over' })).toBeVisible();
    await expect(page.getByText('has closed the doors and ended all meetings')).toBeVisible();
  }
  await expect(admin.page.getByText('Nobody is in a meeting right now.')).toBeVisible();
  // Who comes back waits like everybody else.
  await ada.page.getByRole('button', { name: 'Join again' }).click();
  await expect(ada.page.getByRole('heading', { name: 'The doors are closed' })).toBeVisible();
});

test('a person is removed, a meeting is closed', async ({ person, ownServer, room }) => {
  const { url } = await ownServer({ ADMIN_TOKEN });
  // Allowed for good, so that they come on by themselves the next time.
  const context: BrowserContextOptions = { permissions: ['camera', 'microphone'] };
  const [ada, ben] = [await person('Ada', { context }), await person('Ben', { context })];
  await Promise.all([ada.join(url, room), ben.join(url, room)]);
  const admin = new Admin((await person('Operator')).page);
  await admin.signIn(url, ADMIN_TOKEN);
  const meeting = admin.meeting(room);
  await admin.confirm(meeting.getByRole('button', { name: 'Remove Ben' }), 'Remove');
  await expect(ben.page.getByText('has removed you from it')).toBeVisible();
  await expect(ada.call.everyTile()).toHaveCount(1);
  await expect(meeting).toContainText('1 person');

  await admin.confirm(meeting.getByRole('button', { name: 'Close meeting' }), 'Close meeting');
  await expect(ada.page.getByText('has closed this meeting')).toBeVisible();
  // The doors are open: both may come anew.
  for (const someone of [ada, ben]) {
    await someone.page.getByRole('button', { name: 'Join again' }).click();
    await expect(someone.prejoin.button('microphone', 'off')).toBeVisible();
    await expect(someone.prejoin.button('camera', 'off')).toBeVisible();
    await someone.prejoin.join(someone.name);
  }
  await expectAllTogether([ada, ben]);
});

test('without a token the page says how to set one', async ({ person, ownServer }) => {
  const { url } = await ownServer({ ADMIN_TOKEN: '' });
  const { page } = await person('Operator');
  await page.goto(`${url}/admin`);
  await expect(page.getByRole('heading', { name: 'This server has no ADMIN_TOKEN' })).toBeVisible();
});

test('somebody is invited, with a code that is shown once', async ({ person, ownServer }) => {
  const { url } = await ownServer({ ADMIN_TOKEN, SIGN_UP: 'invitation' });
  const { page } = await person('Operator');
  await new Admin(page).signIn(url, ADMIN_TOKEN);
  await page.getByRole('textbox', { name: 'For whom' }).fill('Dora');
  await page.getByRole('button', { name: 'Invite' }).click();
  const code = await page.getByRole('code').textContent();
  const answer = await page.request.post(`${url}/api/v1/accounts`, {
    headers: { origin: url },
    data: { name: 'dora', displayName: 'Dora', password: 'correct horse battery', invitation: code },
  });
  expect(answer.status()).toBe(200);
  await page.reload();
  const invitations = page.getByRole('list', { name: 'Invitations' });
  await expect(invitations).toContainText('used');
  await page.getByRole('button', { name: 'Make operator' }).click();
  await expect(page.getByRole('list', { name: 'People with an account' })).toContainText('Operator');
  // The account is enough now, in a page that has no token.
  await page.evaluate(() => sessionStorage.clear());
  await page.reload();
  await expect(page.getByRole('button', { name: 'Close the doors' })).toBeVisible();
});
