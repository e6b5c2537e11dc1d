import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';

const WITHOUT_MEDIA = { microphone: 'off', camera: 'off' } as const;

test('messages go both ways, once and in the same order for everybody', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await ada.chat.open();
  await ben.chat.open();
  const said = ['one from Ada', 'two from Ben', 'three from Ada', 'four from Ben'];
  for (const [index, text] of said.entries()) {
    const speaker = index % 2 === 0 ? ada : ben;
    await speaker.chat.say(text);
  }
  for (const { chat } of [ada, ben]) await expect.poll(() => chat.occurrences(said)).toEqual(said);
});

test('a message that nobody has read yet is counted on the chat button', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await ada.chat.open();
  await ada.chat.send('are you there?');
  await ada.chat.send('hello?');
  await expect(ben.call.button('Chat')).toHaveAccessibleDescription('2 unread messages');
  await ben.chat.open();
  await expect(ben.call.button('Chat')).not.toHaveAccessibleDescription(/unread/);
});

test('markup in a message stays text', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  const text = '<img src=x onerror="document.title=\'broken\'"><b>bold</b> &amp; <script>1</script>';
  await ada.chat.open();
  await ben.chat.open();
  await ada.chat.send(text);
  await expect(ben.chat.log).toContainText(text);
  await expect(ben.chat.log.locator('img, b, script')).toHaveCount(0);
  expect(await ben.page.title()).not.toContain('broken');
});

test('what was said is there after a reload and for whoever comes later', async ({
  person,
  peopleInCall,
  server,
  room,
}) => {
  const [ada] = await peopleInCall(1);
  const said = ['first thing said', 'second thing said', 'third thing said'];
  await ada.chat.open();
  for (const text of said) await ada.chat.say(text);
  await expect.poll(() => ada.chat.occurrences(said)).toEqual(said);

  await ada.page.reload();
  await ada.prejoin.join('Ada');
  await ada.arrive();
  await ada.chat.open();
  await expect.poll(() => ada.chat.occurrences(said)).toEqual(said);

  const ben = await person('Ben');
  await ben.join(server.url, room, WITHOUT_MEDIA);
  await ben.chat.open();
  await expect.poll(() => ben.chat.occurrences(said)).toEqual(said);
});

test('older messages come when the log is scrolled to its beginning', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  for (const someone of [ada, ben]) await someone.join(server.url, room, WITHOUT_MEDIA);
  const said = Array.from({ length: 60 }, (_, index) => `message number ${index + 100}`);
  await ada.chat.open();
  await ben.chat.open();
  for (const text of said.slice(0, 30)) await ada.chat.say(text);
  for (const text of said.slice(30)) await ben.chat.say(text);

  await ada.page.reload();
  await ada.prejoin.join('Ada');
  await ada.chat.open();
  await expect(ada.chat.log).toContainText('message number 159');
  await expect(ada.chat.log).not.toContainText('message number 100');
  await expect(async () => {
    await ada.chat.log.evaluate((log) => log.scrollTo({ top: 0 }));
    await expect(ada.chat.log).toContainText('message number 100', { timeout: 1_000 });
  }).toPass();
  expect(await ada.chat.occurrences(said)).toEqual(said);
});
