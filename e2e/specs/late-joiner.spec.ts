import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { expectAllTogether } from '../senses/everybody.ts';

test('who comes late gets people, pictures, sound, hands and chat', async ({
  person,
  peopleInCall,
  server,
  room,
}) => {
  const [ada, ben] = await peopleInCall(2);
  await ada.call.switch('Raise hand', 'Lower hand');
  await ben.chat.open();
  await ben.chat.send('we have started');
  await expect(ben.chat.log).toContainText('we have started');

  const cleo = await person('Cleo');
  await cleo.prejoin.open(server.url, room);
  await expect(cleo.page.getByText(/^(Ada and Ben|Ben and Ada) are in the call\.$/)).toBeVisible();
  await cleo.join(server.url, room);
  await expect(cleo.call.tile('Ada').getByText('Hand raised')).toBeVisible();
  await expect(cleo.call.tile('Ben').getByText('Hand raised')).toHaveCount(0);
  await cleo.chat.open();
  await expect(cleo.chat.log).toContainText('we have started');
  await expectAllTogether([ada, ben, cleo]);
});
