import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

test('what axe finds is reported', async ({ person }) => {
  const { page } = await person('Ada');
  await page.setContent(
    '<!doctype html><html lang="en"><title>Fault</title><main><h1>Fault</h1><button></button></main>',
  );
  await expect(expectNoFindings(page, 'a button without a name')).rejects.toThrow('button-name');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the pages before the call, ${colorScheme}`, async ({
    person,
    server,
    room,
  }) => {
    const { page, prejoin } = await person('Ada', { context: { colorScheme } });
    await page.goto(server.url);
    await expect(page.getByRole('button', { name: 'New room' })).toBeVisible();
    await expectNoFindings(page, 'home');
    await page.getByRole('button', { name: 'Join room' }).click();
    await expectNoFindings(page, 'home with a fault');

    await page.goto(`${server.url}/r/Not%20A%20Room`);
    await expect(page.getByRole('link', { name: 'Open not-a-room' })).toBeVisible();
    await expectNoFindings(page, 'not a room name');
    await page.goto(`${server.url}/nowhere`);
    await expect(page.getByRole('link', { name: 'Back to the start page' })).toBeVisible();
    await expectNoFindings(page, 'no such page');

    await prejoin.open(server.url, room);
    await expectNoFindings(page, 'pre-join');
    await prejoin.turn('camera', 'on');
    await expectNoFindings(page, 'pre-join with picture');
    await prejoin.join(' ');
    await expectNoFindings(page, 'pre-join with a fault');
  });

  test(`axe finds nothing in the call, ${colorScheme}`, async ({ person, server, room }) => {
    const ada = await person('Ada', { context: { colorScheme } });
    const ben = await person('Ben');
    await ada.join(server.url, room);
    await expectNoFindings(ada.page, 'alone');
    await ben.join(server.url, room, { microphone: 'on', camera: 'off' });
    await expect(ada.call.everyTile()).toHaveCount(2);
    await ben.call.switch('Raise hand', 'Lower hand');
    await expectNoFindings(ada.page, 'two people, one without a camera');
    await ada.call.switch('Turn microphone off', 'Turn microphone on');
    await expectNoFindings(ada.page, 'muted');

    const { page, call, chat } = ada;
    await chat.open();
    await expectNoFindings(page, 'empty chat');
    await chat.say('hello, see https://example.org');
    await expectNoFindings(page, 'chat');
    await call.button('People').click();
    await expect(page.getByRole('list', { name: 'Participants' })).toBeVisible();
    await expectNoFindings(page, 'people');
    await page.getByRole('button', { name: 'Actions for Ben' }).click();
    await expect(page.getByRole('menu')).toBeVisible();
    await expectNoFindings(page, 'menu of a person');
    await page.keyboard.press('Escape');
    for (const menu of ['Layout', 'More']) {
      await call.button(menu).click();
      await expect(page.getByRole('menu')).toBeVisible();
      await expectNoFindings(page, menu);
      await page.keyboard.press('Escape');
    }
    await call.button('Reactions').click();
    await expect(page.getByRole('button', { name: 'Party' })).toBeVisible();
    await expectNoFindings(page, 'reactions');
    await page.keyboard.press('Escape');
    for (const dialog of ['Settings', 'Keyboard shortcuts', 'Change my name']) {
      await call.button('More').click();
      await page.getByRole('menuitem', { name: dialog }).click();
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
      await expectNoFindings(page, dialog);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
    await call.leave();
    await expectNoFindings(page, 'after leaving');
  });
}
