import type { BrowserContext } from '@playwright/test';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';

const STYLES = /\/assets\/index-[^/]+\.css$/;
const ENTRY = /\/assets\/index-[^/]+\.js$/;

/** Fails the next request for such a part of the page, as a network that changes under it does. */
async function loseNext(context: BrowserContext, part: RegExp): Promise<void> {
  await context.route(part, (route) => route.abort('connectionaborted'), { times: 1 });
}

test('a page whose styles were lost on the way gets them, and is a call with a picture', async ({
  person,
  server,
  room,
}) => {
  const ada = await person('Ada');
  await loseNext(ada.context, STYLES);
  await ada.join(server.url, room);
  await expect(ada.call.ownTile('Ada').locator('video')).toBeVisible();
});

test('a page whose script was lost on the way begins again', async ({ person, server, room }) => {
  const ada = await person('Ada');
  await loseNext(ada.context, ENTRY);
  await ada.prejoin.open(server.url, room);
});

test('the start page is there although a small part of it was lost on the way, and gets that too', async ({
  person,
  server,
}) => {
  const { page, context } = await person('Ada');
  await loseNext(context, /\/assets\/AccountCorner-[^/]+\.js$/);
  await page.goto(server.url);
  await expect(page.getByRole('link', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'New room' })).toBeVisible();
});
