import { fromCheckCode } from '@parley/client/check/checkCode';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

/** Until the end of a run: each way that is closed takes its whole time to be known as closed. */
const RUN_MS = 240_000;

async function runCheck(page: Page, url: string): Promise<void> {
  await page.goto(`${url}/check`);
  await page.getByRole('button', { name: 'Start the check' }).click();
  await expect(page.getByRole('button', { name: 'Check again' })).toBeVisible({ timeout: RUN_MS });
}

const result = (page: Page, item: string) =>
  page
    .getByRole('list', { name: 'Results' })
    .getByRole('listitem')
    .filter({ has: page.getByText(item, { exact: true }) });

// What others take of the machine is missing on the line, and the check says so.
test('the connection check finds a sound server sound, and says so in a code', {
  tag: '@crowd',
}, async ({ person, server }) => {
  const { page } = await person('Ada');
  await runCheck(page, server.url);
  for (const item of ['This page', 'Server', 'Media over UDP', 'Media over TCP', 'Lost packets']) {
    await expect(result(page, item)).toContainText('Good');
  }
  await expect(result(page, 'Sound, there and back')).toContainText('Good');
  await expect(result(page, 'Media over the relay (TURN)')).toContainText('This server offers none');

  const code = await page.getByRole('status', { name: 'Code' }).textContent();
  const decoded = fromCheckCode(code ?? '');
  expect(decoded?.browser).toMatch(/^Chrome \d+$/);
  expect(decoded?.results).toMatchObject({
    udp: { verdict: 'good' },
    tcp: { verdict: 'good' },
    sound: { verdict: 'good' },
  });
  const report = JSON.parse((await page.locator('[data-report]').textContent()) ?? '');
  expect(report).toMatchObject({ version: 1, code, results: { udp: { verdict: 'good' } } });

  await expectNoFindings(page, 'the end of a check');
});

test('the check finds the devices, and lets people hear what comes back of their voice', async ({
  person,
  server,
}) => {
  const { page } = await person('Ada');
  await page.goto(`${server.url}/check`);
  await page.getByRole('button', { name: 'Check microphone and camera' }).click();
  const devices = page.getByRole('list', { name: 'Microphone and camera' });
  for (const device of ['Microphone', 'Camera']) {
    await expect(devices.getByRole('listitem').filter({ hasText: device })).toContainText('Good');
  }
  await page.getByRole('button', { name: 'Start listening' }).click();
  const returned = page.getByRole('meter', { name: 'What comes back' });
  await expect
    .poll(async () => Number(await returned.getAttribute('aria-valuenow')))
    .toBeGreaterThan(10);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(returned).toBeHidden();
});

test('a server whose announced address is nobody is found out, on both pages', async ({
  person,
  ownServer,
  room,
}) => {
  // TEST-NET-1 (RFC 5737): packets to it go nowhere.
  const server = await ownServer({ MEDIA_ANNOUNCED_ADDRESSES: '192.0.2.1' });
  const { page } = await person('Ada', { looksAtConnection: true });
  await runCheck(page, server.url);
  for (const item of ['Media over UDP', 'Media over TCP']) {
    await expect(result(page, item)).toContainText('No sound and no picture get through');
  }
  await expect(result(page, 'Server')).toContainText('Good');

  await page.goto(`${server.url}/r/${room}`);
  await expect(page.getByRole('status').filter({ hasText: 'No sound and no picture' })).toBeVisible({
    timeout: RUN_MS,
  });
  // And it has held nobody up.
  await expect(page.getByRole('button', { name: 'Join now' })).toBeEnabled();
});
