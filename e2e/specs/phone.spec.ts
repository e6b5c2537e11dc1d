import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectToSee } from '../senses/everybody.ts';

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const;

test('on a phone everything fits, and what does not is in More', async ({ person, server, room }) => {
  const ada = await person('Ada', { context: PHONE });
  const ben = await person('Ben');
  await ben.join(server.url, room);
  await ada.join(server.url, room);
  const { page, call } = ada;

  for (const name of ['Turn microphone off', 'Turn camera off', 'Raise hand', 'Chat', 'More', 'Leave']) {
    const box = await call.button(name).boundingBox();
    expect(box, name).not.toBeNull();
    if (!box) continue;
    expect(box.x, name).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width, name).toBeLessThanOrEqual(PHONE.viewport.width);
    expect(
      Math.min(box.width, box.height),
      `${name} is large enough for a finger`,
    ).toBeGreaterThanOrEqual(44);
  }
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(PHONE.viewport.width);

  await call.button('More').click();
  await page.getByRole('menuitem', { name: 'People' }).click();
  const list = page.getByRole('list', { name: 'Participants' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page
    .getByRole('complementary', { name: 'People' })
    .getByRole('button', { name: 'Close' })
    .click();
  await expect(list).toHaveCount(0);
  await expectToSee(ada, ben);

  await call.switch('Turn microphone off', 'Turn microphone on');
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  await call.leave();
});
