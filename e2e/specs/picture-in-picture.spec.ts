import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import type { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { hidePage } from '../senses/hidePage.ts';
import { presentedFrames, seenRole } from '../senses/sight.ts';
import { streamsArriving } from '../senses/traffic.ts';

/** Three browsers on two busy processors, and a page that says what it wants over a connection that they slow down. */
const PATIENTLY = { timeout: 120_000 };

test('the small window shows who speaks and has the controls; while the tab is hidden nothing else arrives', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben, cleo] = [await person('Ada'), await person('Ben'), await person('Cleo')];
  await Promise.all([
    ada.join(server.url, room),
    ben.join(server.url, room),
    cleo.join(server.url, room, { microphone: 'off' }),
  ]);
  await expect.poll(() => streamsArriving(ada.page, 'video'), PATIENTLY).toBe(2);

  const small = await openSmall(ada);
  const video = small.locator('video');
  await expect.poll(() => seenRole(video)).toBe(ben.role);
  await expect(small.getByText('Ben', { exact: true })).toBeVisible();
  await hidePage(ada.page);
  await expect.poll(() => streamsArriving(ada.page, 'video'), PATIENTLY).toBe(1);
  const frames = await presentedFrames(video);
  await expect.poll(() => presentedFrames(video)).toBeGreaterThan(frames);
  await expect.poll(() => seenRole(video)).toBe(ben.role);

  await small.getByRole('button', { name: 'Turn microphone off' }).click();
  await expect(small.getByRole('button', { name: 'Turn microphone on' })).toBeVisible();
  await expect(ada.call.button('Turn microphone on')).toBeVisible();
  await ada.call.button('Turn camera off').click();
  await expect(small.getByRole('button', { name: 'Turn camera on' })).toBeVisible();

  await small.evaluate(() => window.close());
  await expect.poll(() => streamsArriving(ada.page, 'video'), PATIENTLY).toBe(0);

  const again = await openSmall(ada);
  const isClosed = again.waitForEvent('close');
  await again.getByRole('button', { name: 'Leave' }).click();
  await expect(ada.page.getByRole('button', { name: 'Join again' })).toBeVisible();
  await isClosed;
});

async function openSmall({ page, call, context }: Person): Promise<Page> {
  await call.button('More').click();
  const opened = context.waitForEvent('page');
  await page.getByRole('menuitem', { name: 'Picture in picture' }).click();
  return opened;
}
