import { expect } from '@playwright/test';
import type { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { hasOpenChannel, pathTraffic } from '../senses/directPath.ts';
import { expectAllTogether, expectToHear } from '../senses/everybody.ts';
import { packetsArriving } from '../senses/traffic.ts';
import { untilSaid } from '../senses/untilSaid.ts';
import { untilShown } from '../senses/untilShown.ts';

const PATIENTLY = { timeout: 90_000 };

async function expectDirect(person: Person, other: Person): Promise<void> {
  const mark = person.call.tile(other.name).getByText('direct', { exact: true });
  await expect(mark).toBeVisible(PATIENTLY);
}

/** Media goes between the two themselves, and none through the SFU. */
async function expectAllDirect(person: Person): Promise<void> {
  await expect
    .poll(async () => {
      const { sfu, direct } = await pathTraffic(person.page);
      return [direct.sent > 0, direct.received > 0, sfu.sent + sfu.received];
    }, PATIENTLY)
    .toEqual([true, true, 0]);
}

test('two talk straight to each other, nothing goes through the server, and muted is muted', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({ DIRECT_CALLS: 'on' });
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await Promise.all([ada.join(server.url, room), ben.join(server.url, room)]);
  await Promise.all([expectDirect(ada, ben), expectDirect(ben, ada)]);
  await Promise.all([expectAllDirect(ada), expectAllDirect(ben)]);
  await expectAllTogether([ada, ben]);

  for (const { page } of [ada, ben]) await expect.poll(() => hasOpenChannel(page), PATIENTLY).toBe(true);
  const seen = untilShown(ben.call.tile('Ada'), '[data-reaction="🎉"]');
  await ada.call.button('Reactions').click();
  await ada.page.getByRole('button', { name: 'Party' }).click();
  await seen;
  await Promise.all([ada.chat.open(), ben.chat.open()]);
  const said = untilSaid(ben.page, /Ada is writing/);
  await ada.chat.box.fill('on my way');
  await said;
  expect(server.log.filter((line) => /reaction:send|chat:setWriting/.test(line))).toEqual([]);

  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect.poll(() => packetsArriving(ben.page, 'audio'), PATIENTLY).toBe(0);
  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectToHear(ben, [ada]);
});
