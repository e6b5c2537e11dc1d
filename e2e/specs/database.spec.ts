import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectAllTogether } from '../senses/everybody.ts';

test('a database that fails costs no message, and the call goes on', async ({
  callOnOwnServer,
  person,
  room,
}) => {
  const { server, faults, people } = await callOnOwnServer(2);
  const [ada, ben] = people;
  const cleo = await person('Cleo');
  for (const { chat } of people) await chat.open();
  await ada.chat.say('before');

  await faults.plant({ kind: 'database-break', how: 'fail' });
  await ada.chat.send('kept for later');
  await expect(ada.chat.log.getByRole('alert')).toContainText('cannot keep messages');
  await expect(ben.chat.log).not.toContainText('kept for later');
  // Whoever comes now comes in.
  await cleo.join(server.url, room);
  await cleo.chat.open();
  await expectAllTogether([ada, ben, cleo]);

  await faults.heal();
  await ada.chat.log.getByRole('button', { name: 'Retry' }).click();
  await expect(ben.chat.log).toContainText('kept for later');
  await ben.chat.say('after');
  const all = ['before', 'kept for later', 'after'];
  for (const { chat } of [ada, ben, cleo]) await expect.poll(() => chat.occurrences(all)).toEqual(all);
});
