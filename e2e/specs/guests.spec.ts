import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';

test('a guest is known again in the same browser, until they want to be forgotten', async ({
  person,
  server,
  room,
}) => {
  const bob = await person('Bob');
  const { page, prejoin } = bob;
  const forget = page.getByRole('button', { name: 'Forget the guest Bob' });
  const kept = async () => (await page.context().cookies(server.url)).map(({ name }) => name);
  await bob.join(server.url, room, { microphone: 'off', camera: 'off' });
  await expect.poll(kept).toContain('parley_guest');
  // As browsers do some days later.
  await page.evaluate(() => localStorage.clear());
  await page.goto(server.url);
  await expect(forget).toBeVisible();
  await prejoin.open(server.url, room);
  await expect(prejoin.nameBox).toHaveValue('Bob');
  await page.goto(server.url);
  await forget.click();
  await expect(forget).toHaveCount(0);
  await expect.poll(kept).not.toContain('parley_guest');
  await prejoin.open(server.url, room);
  await expect(prejoin.nameBox).toHaveValue('');
});
