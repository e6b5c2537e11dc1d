import { expect } from '../expect.ts';
import type { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { expectAllTogether } from '../senses/everybody.ts';

/** The place of a tab that vanished is kept for five seconds, in case it comes back. */
const GONE_WITHIN = { timeout: 60_000 };

async function expectAlone(person: Person): Promise<void> {
  await expect(person.call.everyTile()).toHaveCount(1, GONE_WITHIN);
}

test('who leaves is gone at once, and can join again', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await ben.call.leave();
  await expect(ada.call.everyTile()).toHaveCount(1);
  await ada.news.expectNext('Ben left');

  await ben.page.getByRole('button', { name: 'Join again' }).click();
  await ben.prejoin.turn('microphone', 'on');
  await ben.prejoin.turn('camera', 'on');
  await ben.prejoin.join('Ben');
  await ben.arrive();
  await expectAllTogether([ada, ben]);
});

test('a closed tab is gone within seconds', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await ben.page.close();
  await expectAlone(ada);
});

test('a reloaded tab leaves no ghost', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await ben.page.reload();
  await ben.prejoin.turn('microphone', 'on');
  await ben.prejoin.turn('camera', 'on');
  await ben.prejoin.join('Ben');
  await ben.arrive();
  await expect(ada.call.everyTile()).toHaveCount(2, GONE_WITHIN);
  await expectAllTogether([ada, ben]);
});

test('a crashed tab is gone within seconds', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  const crashed = ben.page.waitForEvent('crash');
  // Never answered: the process that would answer is the one that ends.
  void ben.page.goto('chrome://crash').catch(() => undefined);
  await crashed;
  await expectAlone(ada);
});

test('a second tab of the same person is a second peer', async ({ peopleInCall, server, room }) => {
  const [ada, ben] = await peopleInCall(2);
  const second = await ben.anotherTab();
  await second.join(server.url, room, { microphone: 'off', camera: 'off' });
  await expect(ada.call.everyTile()).toHaveCount(3);
  await expect(ada.call.tile('Ben')).toHaveCount(2);
  await second.page.close();
  await expect(ada.call.tile('Ben')).toHaveCount(1, GONE_WITHIN);
  await expectAllTogether([ada, ben]);
});
