import { readFileSync } from 'node:fs';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';

/** One red pixel, as a PNG. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

test('a picture that one attaches is shown to the other, who saves the same bytes', async ({
  peopleInCall,
}) => {
  const [ada, ben] = await peopleInCall(2);
  await ada.chat.open();
  await ben.chat.open();
  const choosing = ada.page.waitForEvent('filechooser');
  await ada.chat.panel.getByRole('button', { name: 'Attach a file' }).click();
  await (await choosing).setFiles({ name: 'plan.png', mimeType: 'image/png', buffer: PNG });
  const link = ben.chat.log.getByRole('link', { name: /plan\.png/ });
  const picture = link.locator('img');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth))
    .toBe(1);
  const downloading = ben.page.waitForEvent('download');
  await link.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('plan.png');
  expect(readFileSync(await download.path())).toEqual(PNG);
  await expect(ada.chat.log.getByRole('link', { name: /plan\.png/ })).toBeVisible();
});
