import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { readMetrics } from '../fixtures/metrics.ts';
import { test } from '../fixtures/test.ts';
import { expectAllTogether, expectToHear } from '../senses/everybody.ts';
import { hidePage } from '../senses/hidePage.ts';
import { packetsArriving } from '../senses/traffic.ts';
import { untilSaid } from '../senses/untilSaid.ts';

// What others take of the machine is trouble of its own, and here it is counted.
test('a consumer that was paused behind its back is named to both, and heard again', {
  tag: '@crowd',
}, async ({ callOnOwnServer, room }) => {
  const { server, faults, people } = await callOnOwnServer(2);
  const [ada, ben] = people;
  await expectAllTogether(people);
  const told = people.map(({ page }) => untilSaid(page, /cannot hear/));
  await faults.plant({
    kind: 'consumer-pause',
    peerId: await faults.peer(room, 'Ben'),
    publicationId: await faults.publication(room, 'Ada', 'microphone'),
  });
  const [toAda, toBen] = await Promise.all(told);
  expect(toAda).toContain('Ben cannot hear you yet');
  expect(toBen).toContain('You cannot hear Ada yet');
  await expectToHear(ben, [ada]);
  for (const { page } of people) await expect(page.getByText(/cannot hear/)).toHaveCount(0);
  const metrics = await readMetrics(server);
  expect(metrics.get('parley_heal_steps_total')).toBe(1);
  expect(metrics.get('parley_troubles_total')).toBe(1);
});

test('a microphone that delivers nothing but zeros is named, and so is its end', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  await ada.page.addInitScript(putGainBehindMicrophone);
  for (const someone of [ada, ben]) await someone.join(server.url, room);
  await expectToHear(ben, [ada]);
  await setGain(ada.page, 0);
  await expect(ada.page.getByRole('alert')).toContainText('delivers no sound at all');
  await expect(ben.call.tile('Ada')).toContainText('Ada cannot be heard');
  await setGain(ada.page, 1);
  await expect(ada.page.getByText('delivers no sound at all')).toHaveCount(0);
  await expectToHear(ben, [ada]);
});

// Beside others it would be no quiet minute.
test('no alarm in a quiet minute with a muted person, a hidden page and a still picture', {
  tag: '@crowd',
}, async ({ person, ownServer, room }) => {
  const server = await ownServer();
  const people = [
    await person('Ada'),
    await person('Ben', { devices: 'still' }),
    await person('Cleo'),
  ] as const;
  const [ada, ben, cleo] = people;
  await Promise.all(people.map((someone) => someone.join(server.url, room)));
  await Promise.all([
    expectToHear(ada, [ben, cleo]),
    expectToHear(ben, [ada, cleo]),
    expectToHear(cleo, [ada, ben]),
  ]);
  await ada.call.switch('Turn microphone off', 'Turn microphone on');
  await hidePage(cleo.page);
  const minute = Date.now() + 60_000;
  // The condition is that a minute of the call has passed, and that it was one in which something flowed.
  let arrived = 0;
  await expect
    .poll(
      async () => {
        arrived += await packetsArriving(ben.page, 'audio');
        return Date.now() >= minute;
      },
      { timeout: 180_000 },
    )
    .toBe(true);
  expect(arrived).toBeGreaterThan(0);
  const metrics = await readMetrics(server);
  expect(metrics.get('parley_troubles_total') ?? 0).toBe(0);
  expect(metrics.get('parley_heal_steps_total') ?? 0).toBe(0);
});

/** Runs in the page before its own scripts: every microphone passes a gain that the test can turn. */
function putGainBehindMicrophone(): void {
  const { mediaDevices } = navigator;
  const open = mediaDevices.getUserMedia.bind(mediaDevices);
  const gains = { value: 1, nodes: new Set<GainNode>() };
  Object.assign(window, { testGains: gains });
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await open(constraints);
    if (stream.getAudioTracks().length === 0) return stream;
    const context = new AudioContext();
    const gain = new GainNode(context, { gain: gains.value });
    const output = context.createMediaStreamDestination();
    context.createMediaStreamSource(stream).connect(gain).connect(output);
    gains.nodes.add(gain);
    return output.stream;
  };
}

async function setGain(page: Page, value: number): Promise<void> {
  await page.evaluate((wanted) => {
    const { testGains } = window as typeof window & {
      testGains: { value: number; nodes: Set<GainNode> };
    };
    testGains.value = wanted;
    for (const { gain } of testGains.nodes) gain.value = wanted;
  }, value);
}
