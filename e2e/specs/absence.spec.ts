import { expect } from '../expect.ts';
import { Relay } from '../fixtures/Relay.ts';
import { test } from '../fixtures/test.ts';
import { markTile, noteStatus } from '../senses/disturbances.ts';
import { expectAllTogether, expectToHear, expectToSee } from '../senses/everybody.ts';

const BACK = { timeout: 90_000 };

test('without signalling for 20 and for 60 seconds people stay who they are, and are seen and heard', async ({
  person,
  ownServer,
  room,
}) => {
  test.setTimeout(900_000);
  const server = await ownServer();
  // One loses the line with a bang, the other one's is swallowed without a word.
  const cut = await Relay.to(server.port);
  const swallowed = await Relay.to(server.port);
  const people = [await person('Ada'), await person('Ben'), await person('Cleo')] as const;
  const [ada, ben, cleo] = people;
  await Promise.all([
    ada.join(server.url, room),
    ben.join(cut.url, room),
    cleo.join(swallowed.url, room),
  ]);
  await expectAllTogether(people);
  await ben.page.getByRole('button', { name: 'Raise hand' }).click();
  await expect(ada.call.tile('Ben')).toContainText('Hand raised');
  const said = await noteStatus(ada);
  const tiles = [await markTile(ada, ben), await markTile(ada, cleo)];

  const lostAt = Date.now();
  const lostFor = (seconds: number) =>
    expect.poll(() => Date.now() - lostAt, { timeout: 90_000 }).toBeGreaterThan(seconds * 1000);
  cut.cut();
  swallowed.hush();
  for (const { name } of [ben, cleo]) {
    await expect(ada.call.tile(name)).toContainText('Reconnecting');
  }
  await expectToHear(ada, [ben, cleo]);
  await lostFor(20);
  await expectToSee(ada, ben);
  await expectToHear(ben, [ada, cleo]);
  cut.mend();
  await expect(ada.call.tile('Ben')).not.toContainText('Reconnecting', BACK);
  await expect(ada.call.tile('Ben')).toContainText('Hand raised');

  await lostFor(60);
  await expectToSee(ada, cleo);
  await expectToHear(ada, [ben, cleo]);
  swallowed.mend();
  await expect(ada.call.tile('Cleo')).not.toContainText('Reconnecting', BACK);
  await expectAllTogether(people);

  for (const isSame of tiles) expect(await isSame()).toBe(true);
  expect(await said()).not.toMatch(/(Ben|Cleo) (left|joined)/);
  for (const relay of [cut, swallowed]) await relay.close();
});
