import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { twoContacts } from '../fixtures/atPhoneBook.ts';
import { test } from '../fixtures/test.ts';
import { Conversation } from '../pages/Conversation.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

/** Generous: a condition, and no measurement. */
const soon = { timeout: 60_000 };

/** A picture of 40 by 30 pixels, as a browser draws it. */
async function aPicture(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 40, height: 30 });
    const context = canvas.getContext('2d');
    for (let x = 0; x < 40; x += 1) {
      Object.assign(context ?? {}, { fillStyle: `hsl(${x * 9} 90% 50%)` });
      context?.fillRect(x, 0, 1, 30);
    }
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  return Buffer.from(base64, 'base64');
}

test('a picture goes sealed, is seen by the other one, and is saved as it was', async ({
  person,
  server,
}) => {
  const [ada, ben] = await twoContacts(person, server.url);
  const adas = new Conversation(ada.page, ben.displayName);
  await ben.directory.choose('Contacts', ada.displayName);
  const bens = new Conversation(ben.page, ada.displayName);
  const picture = await aPicture(ada.page);

  const [chooser] = await Promise.all([
    ada.page.waitForEvent('filechooser'),
    adas.region.getByRole('button', { name: 'Attach a file' }).click(),
  ]);
  await chooser.setFiles({ name: 'rainbow.png', mimeType: 'image/png', buffer: picture });

  for (const { region } of [adas, bens]) {
    const shown = region.getByRole('img', { name: 'rainbow.png' });
    await expect(shown).toBeVisible(soon);
    await expect
      .poll(() => shown.evaluate((image: HTMLImageElement) => image.naturalWidth), soon)
      .toBe(40);
  }
  await expect(adas.messages.last()).toContainText('Read', soon);
  const [download] = await Promise.all([
    ben.page.waitForEvent('download'),
    bens.region.getByRole('button', { name: 'Save rainbow.png' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('rainbow.png');
  expect((await readFile(await download.path())).equals(picture)).toBe(true);
  await expectNoFindings(ben.page, 'a conversation with a file');
});
