import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectAllTogether } from '../senses/everybody.ts';

test('a server that drains lets the call go on, says so, and everybody is back after its restart', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({ DRAIN_S: '600' });
  const [ada, ben, cleo] = [await person('Ada'), await person('Ben'), await person('Cleo')];
  await ada.join(server.url, room);
  const notice = 'The server will be restarted in';

  server.requestStop();
  await expect(ada.call.main).toContainText(`${notice} 10 minutes`);
  await ben.join(server.url, room);
  await expect(ben.call.main).toContainText(notice);
  await expectAllTogether([ada, ben]);
  // A room that nobody is in is not opened any more.
  await cleo.prejoin.open(server.url, `${room}-2`);
  await cleo.prejoin.join('Cleo');
  await expect(cleo.page.getByRole('alert')).toContainText('The server cannot do this right now');

  // The second signal ends the waiting.
  await server.pause();
  await server.restart();
  await expectAllTogether([ada, ben]);
  for (const { call } of [ada, ben]) await expect(call.main).not.toContainText(notice);
  // With the last of them a server that drains has nothing to wait for.
  for (const { call } of [ada, ben]) await call.leave();
});
