import { expect } from '../expect.ts';
import type { Person } from '../fixtures/Person.ts';
import { Relay } from '../fixtures/Relay.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear } from '../senses/everybody.ts';
import { loudestSample } from '../senses/hearing.ts';

/** Listens on somebody's page until `isOver`. @returns the loudest sample of the whole time */
async function loudestUntil(person: Person, isOver: () => Promise<boolean>): Promise<number> {
  let loudest = 0;
  await expect
    .poll(
      async () => {
        loudest = Math.max(loudest, await loudestSample(person.page));
        return isOver();
      },
      { timeout: 120_000, intervals: [50] },
    )
    .toBe(true);
  return Math.max(loudest, await loudestSample(person.page));
}

async function mute(ada: Person, ben: Person): Promise<void> {
  await expectToHear(ben, [ada]);
  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect.poll(() => loudestSample(ben.page)).toBe(0);
}

test('who is muted stays silent while the connection is lost and comes back', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer();
  const relay = await Relay.to(server.port);
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await Promise.all([ada.join(relay.url, room), ben.join(server.url, room)]);
  await mute(ada, ben);

  relay.cut();
  await ada.news.expectNext('Connection lost, reconnecting');
  relay.mend();
  const isBack = () => ada.news.take('Connected again');
  expect(await loudestUntil(ben, isBack)).toBe(0);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  await relay.close();
});

test('who is muted stays silent when the media worker dies and when another microphone is chosen', async ({
  callOnOwnServer,
  room,
}) => {
  const { faults, people } = await callOnOwnServer(2);
  const [ada, ben] = people;
  await mute(ada, ben);

  await faults.plant({ kind: 'worker-kill', room });
  const hearsBen = expectToHear(ada, [ben]);
  let isBack = false;
  void hearsBen.then(() => {
    isBack = true;
  });
  expect(await loudestUntil(ben, async () => isBack)).toBe(0);
  await hearsBen;

  await ada.call.toolbar.getByRole('button', { name: 'Choose microphone and speaker' }).click();
  const choice = ada.page.getByRole('menuitemradio');
  await choice.and(ada.page.locator('[aria-checked=false]')).first().click();
  expect(await loudestUntil(ben, async () => (await choice.count()) === 0)).toBe(0);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');

  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectToHear(ben, [ada]);
});

test('who reloads the page while muted comes back muted', async ({ peopleInCall }) => {
  const [ada, ben] = await peopleInCall(2);
  await mute(ada, ben);
  await ada.page.reload();
  await expect(ada.prejoin.button('microphone', 'on')).toBeVisible();
  await ada.prejoin.joinButton.click();
  const isBack = async () => (await ben.call.tile('Ada').count()) === 1;
  expect(await loudestUntil(ben, isBack)).toBe(0);
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
});

test('muting without a connection is said to be under way, then done here, then confirmed', async ({
  person,
  ownServer,
  room,
}) => {
  // Nobody leaves while this is looked at.
  const server = await ownServer({ RECONNECT_CLOSED_GRACE_S: '60' });
  const relay = await Relay.to(server.port);
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await Promise.all([ada.join(relay.url, room), ben.join(server.url, room)]);
  await expectToHear(ben, [ada]);

  relay.cut();
  await ada.news.expectNext('Connection lost, reconnecting');
  await ada.call.button('Turn microphone off').click();
  await expect(ada.page.getByText('Your microphone was switched off on this device')).toBeVisible();
  await expect(ada.call.button('Turn microphone on')).toBeVisible();
  await expect.poll(() => loudestSample(ben.page)).toBe(0);
  // The server has not heard of it, and nobody claims that it has.
  await expect(ben.call.tile('Ada')).not.toHaveAccessibleName(/muted/);

  relay.mend();
  await expect(ben.call.tile('Ada')).toHaveAccessibleName('Ada, muted');
  await expect(ada.page.getByText('Your microphone was switched off on this device')).toHaveCount(0);
  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectToHear(ben, [ada]);
  await relay.close();
});
