import { READY_MICROPHONES } from '@parley/protocol/limits';
import { expect } from '../expect.ts';
import { BareGuest } from '../fixtures/BareGuest.ts';
import { test } from '../fixtures/test.ts';
import { expectToHear } from '../senses/everybody.ts';
import { loudestSample } from '../senses/hearing.ts';
import { soundSections } from '../senses/soundSections.ts';

test('in a large room a microphone that was muted for long is no part of others’ connections, and is heard when it is on', {
  tag: '@crowd',
}, async ({ peopleInCall, server, room }) => {
  const [ada, ben] = await peopleInCall(2);
  await expectToHear(ben, [ada]);
  const names = Array.from({ length: READY_MICROPHONES + 3 }, (_, index) => `Guest ${index + 1}`);
  const guests = await Promise.all(names.map((name) => BareGuest.join(server.url, room, name)));
  // Of twelve that are ready one is Ben's own.
  await expect.poll(async () => (await soundSections(ben.page)).open).toBe(READY_MICROPHONES - 1);

  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  for (let round = 0; round < 2; round += 1) {
    for (const guest of guests) await guest.cough();
    await expect.poll(() => loudestSample(ben.page)).toBe(0);
    await expect.poll(async () => (await soundSections(ben.page)).open).toBe(READY_MICROPHONES - 1);

    await ada.call.switch('Turn microphone on', 'Turn microphone off');
    await expectToHear(ben, [ada]);
    await ada.call.switch('Turn microphone off', 'Turn microphone on');
  }
  // More than thirty came and went: what one has left is used for the next.
  expect((await soundSections(ben.page)).all).toBeLessThan(2 * READY_MICROPHONES);
  await Promise.all(guests.map((guest) => guest.leave()));
});
