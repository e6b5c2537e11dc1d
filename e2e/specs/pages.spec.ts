import { expect } from '../expect.ts';
import { readMetrics } from '../fixtures/metrics.ts';
import { test } from '../fixtures/test.ts';

test('from the start page into a room that was typed', async ({ person, server, room }) => {
  const { page, prejoin } = await person('Ada');
  await page.goto(server.url);
  await expect(page.getByRole('heading', { name: 'Parley' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Room name or code' }).fill(room.toUpperCase());
  await page.getByRole('button', { name: 'Join room' }).click();
  await expect(page).toHaveURL(`${server.url}/r/${room}`);
  await expect(page.getByRole('heading', { name: room })).toBeVisible();
  await expect(prejoin.joinButton).toBeVisible();
});

test('a new room gets a name that is easy to say', async ({ person, server }) => {
  const { page, prejoin } = await person('Ada');
  await page.goto(server.url);
  await page.getByRole('button', { name: 'New room' }).click();
  await expect(page).toHaveURL(/\/r\/[a-z]+(-[a-z0-9]+)+$/);
  await expect(prejoin.joinButton).toBeVisible();
});

test('a room one has been in is offered on the start page', async ({ person, server, room }) => {
  const ada = await person('Ada');
  await ada.join(server.url, room, { microphone: 'off', camera: 'off' });
  await ada.call.leave();
  await ada.page.goto(server.url);
  await ada.page.getByRole('link', { name: room }).click();
  await expect(ada.prejoin.joinButton).toBeVisible();
  await expect(ada.prejoin.nameBox).toHaveValue('Ada');
});

test('what cannot be a room name is a 404 that says why and offers the nearest name', async ({
  person,
  server,
}) => {
  const { page } = await person('Ada');
  const answer = await page.goto(`${server.url}/r/Team%20Lunch!`);
  expect(answer?.status()).toBe(404);
  await expect(page.getByText('A room name has 1 to 64 characters')).toBeVisible();
  await page.getByRole('link', { name: 'Open team-lunch' }).click();
  await expect(page).toHaveURL(`${server.url}/r/team-lunch`);
  await expect(page.getByRole('heading', { name: 'team-lunch' })).toBeVisible();
});

test('an address that does not exist is a 404 with a way back', async ({ person, server }) => {
  const { page } = await person('Ada');
  const answer = await page.goto(`${server.url}/no/such/page`);
  expect(answer?.status()).toBe(404);
  await page.getByRole('link', { name: 'Back to the start page' }).click();
  await expect(page.getByRole('heading', { name: 'Parley' })).toBeVisible();
});

test('a full room says so and lets in whoever tries after somebody has left', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({ ROOM_MAX_PEERS: '2' });
  const [ada, ben, cleo] = [await person('Ada'), await person('Ben'), await person('Cleo')];
  for (const someone of [ada, ben]) {
    await someone.join(server.url, room, { microphone: 'off', camera: 'off' });
  }
  await cleo.prejoin.open(server.url, room);
  await expect(cleo.page.getByText('This room is full')).toBeVisible();
  await cleo.prejoin.join('Cleo');
  await expect(cleo.page.getByRole('alert')).toContainText('This room is full');
  await expect(cleo.call.main).toHaveCount(0);

  await ben.call.leave();
  await expect.poll(async () => (await readMetrics(server)).get('parley_peers')).toBe(1);
  await cleo.prejoin.join('Cleo');
  await cleo.arrive();
});

test('an unencrypted page says that it needs https and where that may be', async ({
  browsers,
  server,
  room,
}) => {
  // A name that is not this machine's own is no secure context, wherever it leads.
  const browser = await browsers.launch('red', {
    extraFlags: ['--host-resolver-rules=MAP parley.test 127.0.0.1'],
  });
  const page = await browser.newPage({ locale: 'en-GB' });
  await page.goto(`http://parley.test:${server.port}/r/${room}`);
  await expect(page.getByRole('heading', { name: 'This page needs https' })).toBeVisible();
  await expect(page.getByRole('link', { name: /^https:\/\/parley\.test/ })).toBeVisible();
  await browser.close();
});

test('the language follows the browser, can be changed, and is kept', async ({ person, server }) => {
  const { page } = await person('Ada', { context: { locale: 'de-DE' } });
  await page.goto(server.url);
  await expect(page.getByRole('button', { name: 'Neuer Raum' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.getByRole('combobox').selectOption({ label: 'English' });
  await expect(page.getByRole('button', { name: 'New room' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'New room' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
