import { expect } from '../expect.ts';
import { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear, expectToSee } from '../senses/everybody.ts';
import { loudestSample } from '../senses/hearing.ts';

test('devices can be chosen before joining, and the choice is kept', async ({
  browsers,
  server,
  room,
}) => {
  // Only a whole browser calls a device the same on the next page.
  const browser = await browsers.launch('red');
  const ada = new Person('Ada', 'red', await browser.newPage({ locale: 'en-GB' }));
  await ada.prejoin.open(server.url, room);
  await ada.prejoin.turn('camera', 'on');
  await ada.prejoin.turn('microphone', 'on');
  for (const kind of ['Microphone', 'Camera'] as const) {
    const box = ada.prejoin.device(kind);
    const devices = box.locator('option').filter({ hasNotText: 'System default' });
    await expect(devices.first()).toHaveText(/\S/);
    const label = (await devices.last().textContent()) ?? '';
    await box.selectOption({ label });
    await expect(box.locator('option:checked')).toHaveText(label);
    await ada.page.reload();
    await expect(box.locator('option:checked')).toHaveText(label);
  }
  await browser.close();
});

test('another device can be taken in the middle of the call', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await expectToHear(ben, [ada]);

  for (const options of ['Choose microphone and speaker', 'Choose camera']) {
    await ada.call.toolbar.getByRole('button', { name: options }).click();
    const choice = ada.page.getByRole('menuitemradio');
    const other = choice.and(ada.page.locator('[aria-checked=false]')).first();
    const label = await other.textContent();
    await other.click();
    // A menu that fades away still has its items.
    await expect(choice).toHaveCount(0);
    await ada.call.toolbar.getByRole('button', { name: options }).click();
    await expect(
      choice.and(ada.page.locator('[aria-checked=true]')).filter({ hasText: label ?? '' }),
    ).toHaveCount(1);
    await ada.page.keyboard.press('Escape');
    await expect(choice).toHaveCount(0);
  }
  await expectToSee(ben, ada);
  await expectToHear(ben, [ada]);
});

test('the preview shows the own camera before joining', async ({ person, server, room }) => {
  const ada = await person('Ada');
  await ada.prejoin.open(server.url, room);
  await ada.prejoin.turn('camera', 'on');
  await expect(ada.prejoin.preview).toBeVisible();
  await ada.prejoin.turn('camera', 'off');
  await expect(ada.prejoin.preview).toHaveCount(0);
});

test('who joins with everything off sends nothing until it is turned on', async ({
  person,
  server,
  room,
}) => {
  const ada = await person('Ada');
  const ben = await person('Ben');
  await ada.join(server.url, room, { microphone: 'off', camera: 'off' });
  await ben.join(server.url, room);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  await expect(ben.call.video('Ada')).toHaveCount(0);
  expect(await loudestSample(ben.page)).toBe(0);

  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await ada.call.switch('Turn camera on', 'Turn camera off');
  await expectToSee(ben, ada);
  await expectToHear(ben, [ada]);
});

test('where access is denied the page says what to do, and one can join and see', async ({
  browsers,
  person,
  server,
  room,
}) => {
  const ben = await person('Ben', { role: 'green' });
  await ben.join(server.url, room);

  const browser = await browsers.launch('red', { grantsDevices: false });
  // An empty list of permissions is a "no" to every question.
  const context = await browser.newContext({ permissions: [], locale: 'en-GB' });
  await context.grantPermissions(['notifications']);
  const ada = new Person('Ada', 'red', await context.newPage());
  await ada.prejoin.open(server.url, room);
  await ada.prejoin.button('microphone', 'on').click();
  await expect(ada.page.getByRole('alert')).toContainText('This site may not use the microphone');
  await expect(ada.page.getByRole('alert')).toContainText('allow it there, and try again');
  await ada.prejoin.join('Ada');
  await ada.arrive();
  await expectToSee(ada, ben);
  await expectToHear(ada, [ben]);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');

  // As soon as the person allows it, the microphone comes on without another click.
  await context.grantPermissions(['microphone', 'camera']);
  await expect(ada.call.button('Turn microphone off')).toBeVisible();
  await expectToHear(ben, [ada]);
  await browser.close();
});

test('a machine without devices can listen, and is told that there are none', async ({
  browsers,
  person,
  server,
  room,
}) => {
  const ben = await person('Ben', { role: 'green' });
  await ben.join(server.url, room);
  const browser = await browsers.launchWithoutDevices();
  const ada = new Person('Ada', 'red', await browser.newPage({ locale: 'en-GB' }));
  await ada.prejoin.open(server.url, room);
  await ada.prejoin.button('camera', 'on').click();
  await expect(ada.page.getByRole('alert')).toContainText('No camera was found');
  await ada.prejoin.join('Ada');
  await ada.arrive();
  await expectToSee(ada, ben);
  await expectToHear(ada, [ben]);
  await browser.close();
});
