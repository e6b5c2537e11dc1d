import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { markTile, noteStatus } from '../senses/disturbances.ts';
import { expectAllTogether } from '../senses/everybody.ts';

test('after kill -9 and a new start people are back by themselves, and nothing said is lost or doubled', async ({
  callOnOwnServer,
}) => {
  const { server, people } = await callOnOwnServer(2);
  const [ada, ben] = people;
  for (const { chat } of people) await chat.open();
  const before = ['before the crash: Ada', 'before the crash: Ben'];
  await ada.chat.send('before the crash: Ada');
  await expect(ada.chat.log).toContainText('before the crash: Ada');
  await ben.chat.send('before the crash: Ben');
  for (const { chat } of people) await expect.poll(() => chat.occurrences(before)).toEqual(before);

  await ben.page.getByRole('button', { name: 'Raise hand' }).click();
  await expect(ada.call.tile('Ben')).toContainText('Hand raised');
  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  const said = await noteStatus(ben);
  const isSameTile = await markTile(ben, ada);

  await server.kill9();
  for (const { news } of people) await news.expectNext('reconnecting');
  await ada.chat.send('written while it was down');
  await server.restart();

  const all = [...before, 'written while it was down', 'after the crash'];
  await expect(ben.chat.log).toContainText('written while it was down', { timeout: 90_000 });
  await ben.chat.send('after the crash');
  for (const { chat } of people) await expect.poll(() => chat.occurrences(all)).toEqual(all);
  // What she wrote as the peer she was before is still hers.
  await expect(ada.chat.log.getByText('Ada', { exact: true })).toHaveCount(0);
  await expect(ben.chat.log.getByText('Ada', { exact: true })).not.toHaveCount(0);
  // The same people in the same places: hands that were up are up, who was muted is muted.
  await expect(ada.call.tile('Ben')).toContainText('Hand raised');
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  expect(await isSameTile()).toBe(true);
  expect(await said()).not.toMatch(/Ada (left|joined)/);
  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectAllTogether(people);
});
