import { expect } from '@playwright/test';
import type { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { pathTraffic } from '../senses/directPath.ts';
import { expectAllTogether, expectToHear } from '../senses/everybody.ts';
import { packetsArriving } from '../senses/traffic.ts';

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

  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await expect.poll(() => packetsArriving(ben.page, 'audio'), PATIENTLY).toBe(0);
  await ada.call.switch('Turn microphone on', 'Turn microphone off');
  await expectToHear(ben, [ada]);
});
