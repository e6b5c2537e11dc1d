import { expect } from '../expect.ts';
import { signUp } from '../fixtures/atPhoneBook.ts';
import { test } from '../fixtures/test.ts';
import { expectNoFindings } from '../senses/expectNoFindings.ts';

test('people find each other, become contacts, and see how the other one is', async ({
  person,
  server,
}) => {
  const [ada, ben] = await Promise.all([
    signUp(await person('Ada'), server.url),
    signUp(await person('Ben'), server.url),
  ]);
  await ada.directory.find(ben.displayName.toUpperCase());
  const found = await ada.directory.choose('Found people', ben.displayName);
  await expect(found).toContainText('Available');
  await found.getByRole('button', { name: 'Add contact' }).click();
  await expect(found).toContainText('There is no answer yet');

  const request = ben.directory.row('Contact requests', ada.displayName);
  await request.getByRole('button', { name: `Accept ${ada.displayName}` }).click();
  const adasRow = ben.directory.row('Contacts', ada.displayName);
  await expect(adasRow).toContainText('Available');
  await expect(found.getByRole('button', { name: 'Remove contact' })).toBeVisible();
  await ada.directory.find('');
  const bensRow = ada.directory.row('Contacts', ben.displayName);
  await expect(bensRow).toContainText('Available');

  await ben.directory.set('Do not disturb');
  await expect(bensRow).toContainText('Do not disturb');
  await ben.directory.set('Away');
  await expect(bensRow).toContainText('Away');
  await ben.page.goto('about:blank');
  await expect(bensRow).toContainText('Offline');
  await ben.page.goto(`${server.url}/people`);
  await expect(bensRow).toContainText('Away');
  await expect(adasRow).toContainText('Available');
});

test('somebody who hides is gone everywhere at once, and somebody who blocks looks the same', async ({
  person,
  server,
}) => {
  const [ada, ben, cleo] = await Promise.all([
    signUp(await person('Ada'), server.url),
    signUp(await person('Ben'), server.url),
    signUp(await person('Cleo'), server.url),
  ]);
  await ada.directory.find(ben.displayName);
  const found = await ada.directory.choose('Found people', ben.displayName);
  await found.getByRole('button', { name: 'Add contact' }).click();
  await ben.directory
    .row('Contact requests', ada.displayName)
    .getByRole('button', { name: `Accept ${ada.displayName}` })
    .click();
  await expect(found).toContainText('Available');
  await ada.directory.find('');
  const bensRow = ada.directory.row('Contacts', ben.displayName);
  await cleo.directory.find(ben.displayName);
  const onScreen = await cleo.directory.choose('Found people', ben.displayName);
  await expect(onScreen).toContainText('Available');

  await ben.directory.set('Nobody: you look offline');
  await expect(bensRow).toContainText('Offline');
  await expect(cleo.directory.row('Found people', ben.displayName)).toHaveCount(0);
  await expect(cleo.directory.panel('This person is not here.')).toBeVisible();
  await ben.directory.set('Do not disturb');
  await cleo.directory.find(`${ben.displayName} `);
  await expect(cleo.page.getByText('Nobody found whom you can see.')).toBeVisible();
  await expect(bensRow).toContainText('Offline');

  await ben.directory.set('Everyone on this server');
  await expect(bensRow).toContainText('Do not disturb');
  await expect(onScreen).toContainText('Do not disturb');

  const adasPanel = await ben.directory.choose('Contacts', ada.displayName);
  await adasPanel.getByRole('button', { name: 'Block' }).click();
  // What she calls herself is not shown to somebody who may not find her.
  await expect(ben.directory.row('Blocked', ada.name)).toBeVisible();
  await expect(bensRow).toHaveCount(0);
  await ada.directory.find(ben.displayName);
  await expect(ada.page.getByText('Nobody found whom you can see.')).toBeVisible();
  await expect(onScreen).toContainText('Do not disturb');

  await ben.directory.panel(ada.name).getByRole('button', { name: 'Unblock' }).click();
  await expect(ben.directory.list('Blocked')).toHaveCount(0);
  await ada.directory.find(`${ben.displayName} `);
  await expect(ada.directory.row('Found people', ben.displayName)).toContainText('Do not disturb');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the phone book, ${colorScheme}`, async ({ person, server }) => {
    const context = { colorScheme };
    const ada = await signUp(await person('Ada', { context }), server.url);
    const ben = await signUp(await person('Ben', { context }), server.url);
    await expectNoFindings(ada.page, 'nobody yet');
    await ada.directory.find(ben.displayName);
    const panel = await ada.directory.choose('Found people', ben.displayName);
    await panel.getByRole('button', { name: 'Add contact' }).click();
    await expectNoFindings(ada.page, 'somebody was found and asked');
    await ben.directory.choose('Contact requests', ada.displayName);
    await expectNoFindings(ben.page, 'somebody asks');
    await ben.page.getByRole('button', { name: 'Your status' }).click();
    await expectNoFindings(ben.page, 'the own status');
  });
}
