import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';

const NAMES = [
  { title: 'emoji', name: 'Zoë 👩🏽‍🚀 🇪🇺' },
  { title: 'quotes and markup', name: `O'Brien "The <b>Boss</b>" & Söhne` },
  { title: '64 characters', name: 'Maximiliane-Theodora von und zu Hohenfels-Weissenburg der Ältere' },
  { title: 'another script', name: 'محمد 田中' },
];

for (const { title, name } of NAMES) {
  test(`a name with ${title} is shown to others exactly as it is`, async ({ person, server, room }) => {
    const someone = await person(name);
    await someone.join(server.url, room, { microphone: 'off', camera: 'off' });
    const ada = await person('Ada');
    await ada.join(server.url, room, { microphone: 'off', camera: 'off' });

    await expect(ada.call.tile(name)).toBeVisible();
    await expect(ada.call.tile(name).getByText(name, { exact: true })).toBeVisible();
    await ada.call.button('People').click();
    const row = ada.page.getByRole('list', { name: 'Participants' }).getByRole('listitem');
    await expect(row.getByText(name, { exact: true })).toBeVisible();
    await expect(
      ada.page.getByRole('button', { name: `Actions for ${name}`, exact: true }),
    ).toBeVisible();

    await ada.chat.open();
    await someone.chat.open();
    await someone.chat.send('it is me');
    await expect(ada.chat.log.getByText(name, { exact: true })).toBeVisible();
  });
}

test('a name longer than 64 characters is cut, and an empty one is asked for', async ({
  person,
  server,
  room,
}) => {
  const someone = await person('x'.repeat(64));
  await someone.prejoin.open(server.url, room);
  await someone.prejoin.join('   ');
  await expect(someone.prejoin.nameBox).toHaveAccessibleDescription(/Type a name/);
  await someone.prejoin.join('x'.repeat(90));
  await someone.arrive();
});
