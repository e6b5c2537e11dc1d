import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectAllTogether } from '../senses/everybody.ts';

test('two people meet by a code, and nobody else gets in', async ({ person, server }) => {
  const [ada, ben, cleo] = await Promise.all([person('Ada'), person('Ben'), person('Cleo')]);

  await ada.page.goto(server.url);
  await ada.page.getByRole('button', { name: 'Call with a code' }).click();
  await ada.page.waitForURL(/\/r\/\d{3}-\d{3}$/);
  const code = new URL(ada.page.url()).pathname.slice('/r/'.length);
  await ada.prejoin.turn('microphone', 'on');
  await ada.prejoin.turn('camera', 'on');
  await ada.prejoin.join('Ada');
  await ada.arrive();
  await expect(ada.page.getByRole('heading', { name: 'Tell the other one this code' })).toBeVisible();

  // As it is heard over the phone and typed.
  await ben.page.goto(server.url);
  await ben.page.getByRole('textbox', { name: 'Room name or code' }).fill(code.replace('-', ' '));
  await ben.page.getByRole('button', { name: 'Join room' }).click();
  await expect(ben.page.getByText('Ada is in the call.')).toBeVisible();
  await ben.prejoin.turn('microphone', 'on');
  await ben.prejoin.turn('camera', 'on');
  await ben.prejoin.join('Ben');
  await ben.arrive();
  await expectAllTogether([ada, ben]);

  await cleo.page.goto(`${server.url}/r/${code}`);
  await expect(cleo.page.getByRole('heading', { name: 'This code opens nothing' })).toBeVisible();

  // Who met comes back after a reload, and the others still do not get in meanwhile.
  await ben.page.reload();
  await expect(ben.page.getByText('Ada is in the call.')).toBeVisible();
  await cleo.page.reload();
  await expect(cleo.page.getByRole('heading', { name: 'This code opens nothing' })).toBeVisible();
  await ben.prejoin.turn('microphone', 'on');
  await ben.prejoin.turn('camera', 'on');
  await ben.prejoin.join('Ben');
  await ben.arrive();
  await expectAllTogether([ada, ben]);
});

test('a mistyped code says so and leads back', async ({ person, server }) => {
  const ada = await person('Ada');
  await ada.page.goto(server.url);
  await ada.page.getByRole('textbox', { name: 'Room name or code' }).fill('000 000');
  await ada.page.getByRole('button', { name: 'Join room' }).click();
  await expect(ada.page.getByRole('alert')).toContainText('This code opens nothing');
  await ada.page.getByRole('link', { name: 'Back to the start page' }).click();
  await expect(ada.page.getByRole('heading', { name: 'Parley' })).toBeVisible();
});
