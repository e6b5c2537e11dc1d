import { expect } from '../expect.ts';
import { test } from '../fixtures/test.ts';
import { markTile, noteStatus } from '../senses/disturbances.ts';
import { expectAllTogether, expectToHear, expectToSee } from '../senses/everybody.ts';
import { loudestSample } from '../senses/hearing.ts';

test('when the media worker is killed everybody goes on, and muted stays muted', async ({
  callOnOwnServer,
  room,
}) => {
  const { faults, people } = await callOnOwnServer(2);
  const [ada, ben] = people;
  await expectAllTogether(people);
  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect.poll(() => loudestSample(ben.page)).toBe(0);
  await ben.page.getByRole('button', { name: 'Raise hand' }).click();
  await expect(ada.call.tile('Ben')).toContainText('Hand raised');
  const said = await noteStatus(ben);
  const isSameTile = await markTile(ben, ada);

  await faults.plant({ kind: 'worker-kill', room });

  await expectToSee(ben, ada);
  await expectToSee(ada, ben);
  await expectToHear(ada, [ben]);
  expect(await loudestSample(ben.page)).toBe(0);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  await expect(ada.call.tile('Ben')).toContainText('Hand raised');
  expect(await isSameTile()).toBe(true);
  expect(await said()).not.toMatch(/Ada (left|joined)/);

  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectAllTogether(people);
});
