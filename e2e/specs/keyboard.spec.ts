import type { Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear } from '../senses/everybody.ts';
import { loudestSample } from '../senses/hearing.ts';

/** Goes on with Tab until the element has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 40; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} cannot be reached with Tab`);
}

/** Moves inside the toolbar with the arrow keys. */
async function arrowTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 20; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('ArrowRight');
  }
  throw new Error(`${target} cannot be reached with the arrow keys`);
}

test('from the start page to leaving without a mouse', async ({ person, server, room }) => {
  const ada = await person('Ada');
  const { page, prejoin, call, chat } = ada;
  const keys = page.keyboard;
  await page.goto(server.url);
  await tabTo(page, page.getByRole('textbox', { name: 'Room name or code' }));
  await keys.type(room);
  await keys.press('Enter');

  await tabTo(page, prejoin.nameBox);
  await keys.type('Ada');
  await tabTo(page, prejoin.joinButton);
  await keys.press('Enter');
  await ada.arrive();

  // The toolbar is one stop of the Tab key; the arrows move inside it.
  await tabTo(page, call.toolbar.locator(':focus').or(call.toolbar.getByRole('button').first()));
  await arrowTo(page, call.button('Raise hand'));
  await keys.press('Space');
  await expect(call.button('Lower hand')).toBeFocused();
  await arrowTo(page, call.button('Chat'));
  await keys.press('Enter');
  await expect(chat.box).toBeFocused();
  await keys.type('hello from the keyboard');
  await keys.press('Enter');
  await expect(chat.log).toContainText('hello from the keyboard');
  await keys.press('Escape');
  await expect(chat.panel).toHaveCount(0);
  await expect(call.button('Chat')).toBeFocused();
  await arrowTo(page, call.button('Leave'));
  await keys.press('Enter');
  await expect(page.getByRole('button', { name: 'Join again' })).toBeVisible();
});

test('microphone and camera have keys everywhere, and F6 goes round the areas', async ({
  peopleInCall,
}) => {
  const [ada] = await peopleInCall(1);
  const { page, call, chat } = ada;
  await chat.open();
  await page.keyboard.press('Control+d');
  await expect(call.button('Turn microphone on')).toBeVisible();
  await page.keyboard.press('Control+d');
  await expect(call.button('Turn microphone off')).toBeVisible();
  await page.keyboard.press('Control+e');
  await expect(call.button('Turn camera on')).toBeVisible();

  const areas = new Set<string>();
  for (let presses = 0; presses < 3; presses += 1) {
    await page.keyboard.press('F6');
    areas.add(
      await page.evaluate(
        () =>
          document.activeElement?.closest('[data-area], aside')?.getAttribute('data-area') ?? 'panel',
      ),
    );
  }
  expect(areas.size).toBe(3);
});

test('who is muted is heard while the space bar is held, and mute again when the window is left', async ({
  peopleInCall,
}) => {
  const [ada, ben] = await peopleInCall(2);
  const { page, call, chat } = ada;
  await expectToHear(ben, [ada]);
  await page.keyboard.press('Control+d');
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  await expect.poll(() => loudestSample(ben.page)).toBe(0);

  await page.keyboard.down('Space');
  await expect(page.getByText('Talking. Release the space bar to mute.')).toBeVisible();
  await expectToHear(ben, [ada]);
  await page.keyboard.up('Space');
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  await expect.poll(() => loudestSample(ben.page)).toBe(0);

  // Pressed again before it is closed.
  await page.keyboard.press('Space');
  await page.keyboard.down('Space');
  await expectToHear(ben, [ada]);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect.poll(() => loudestSample(ben.page)).toBe(0);
  await page.keyboard.up('Space');

  await chat.open();
  await chat.box.pressSequentially('a b');
  await expect(chat.box).toHaveValue('a b');
  await expect(call.button('Turn microphone on')).toBeVisible();
});
