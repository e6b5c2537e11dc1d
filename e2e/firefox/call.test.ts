import { afterAll, beforeAll, expect, onTestFailed, onTestFinished, test } from 'vitest';
import { chromiumPath, launchChromium } from '../fixtures/chromium.ts';
import { NetworkNamespace } from '../fixtures/NetworkNamespace.ts';
import { ParleyServer } from '../fixtures/ParleyServer.ts';
import { Person } from '../fixtures/Person.ts';
import { randomRoom } from '../fixtures/randomRoom.ts';
import { ROLES } from '../media/cast.ts';
import { MediaFolder } from '../media/mediaFiles.ts';
import { amplitudeAt } from '../senses/amplitudeAt.ts';
import { collectSounds } from '../senses/collectSounds.ts';
import { AUDIBLE } from '../senses/hearing.ts';
import { look } from '../senses/sight.ts';
import { Firefox } from './Firefox.ts';
import { Visitor } from './Visitor.ts';

/** Two Firefoxes that encode three sizes of video each keep a small machine busy. */
const TEST_TIMEOUT_MS = 480_000;
const PATIENTLY = { timeout: 90_000, interval: 200 };

/** Firefox makes its tone from whole samples at 44.1 kHz; these come out as they are written. */
const ADAS_TONE = 441;
const BENS_TONE = 735;

let network: NetworkNamespace;
let server: ParleyServer;

beforeAll(async () => {
  network = await NetworkNamespace.create();
  server = await ParleyServer.start({}, network);
});

afterAll(async () => {
  await server?.stop();
  await network?.remove();
});

/** A Firefox for this test alone: one that has closed a tab with its fake camera gives no more frames. */
async function visitor(name: string, tone: number): Promise<Visitor> {
  const firefox = await Firefox.start(network, tone);
  onTestFinished(() => firefox.close());
  return Visitor.with(firefox, name);
}

test('two people with Firefox see and hear each other, mute, write and leave', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const room = randomRoom();
  const ada = await visitor('Ada', ADAS_TONE);
  const ben = await visitor('Ben', BENS_TONE);
  onTestFailed(async () => {
    for (const someone of [ada, ben]) console.error(await someone.report());
    console.error(server.tail());
  });
  await ada.join(server.url, room);
  await ben.join(server.url, room);
  for (const [person, other, tone, ownTone] of [
    [ada, ben, BENS_TONE, ADAS_TONE],
    [ben, ada, ADAS_TONE, BENS_TONE],
  ] as const) {
    await expect.poll(() => person.seesChange(other.name), PATIENTLY).toBe(true);
    await expect.poll(() => person.listenFor(tone), PATIENTLY).toBeGreaterThan(AUDIBLE);
    await expect.poll(() => person.listenFor(ownTone), PATIENTLY).toBeLessThan(AUDIBLE);
  }

  await ada.press('Turn microphone off');
  await expect.poll(() => ben.tiles(), PATIENTLY).toContain('Ada, muted');
  await expect.poll(() => ben.packetsArriving('audio'), PATIENTLY).toBe(0);
  await expect.poll(() => ben.listenFor(ADAS_TONE), PATIENTLY).toBeLessThan(AUDIBLE / 10);
  await ada.press('Turn microphone on');
  await expect.poll(() => ben.listenFor(ADAS_TONE), PATIENTLY).toBeGreaterThan(AUDIBLE);

  await ada.press('Turn camera off');
  await expect.poll(() => ben.packetsArriving('video'), PATIENTLY).toBe(0);
  await expect.poll(() => ben.lookAt('Ada'), PATIENTLY).toBeUndefined();
  await ada.press('Turn camera on');
  await expect.poll(() => ben.seesChange('Ada'), PATIENTLY).toBe(true);

  await ada.press('Chat');
  await ben.press('Chat');
  await ada.fill('Message', 'hello from Firefox');
  await ada.press('Send');
  await expect.poll(() => ben.textOf('log', 'Chat messages'), PATIENTLY).toContain('hello from Firefox');
  await ben.fill('Message', 'and back');
  await ben.press('Send');
  await expect.poll(() => ada.textOf('log', 'Chat messages'), PATIENTLY).toContain('and back');

  await ben.press('Leave');
  await expect.poll(() => ada.tiles(), PATIENTLY).toHaveLength(1);
});

test('somebody with Firefox and somebody with Chromium see and hear each other', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const room = randomRoom();
  const media = new MediaFolder();
  onTestFinished(() => media.remove());
  const chromium = await launchChromium({
    devices: media.of('green'),
    program: network.program(chromiumPath()),
  });
  onTestFinished(() => chromium.close());
  const ada = await visitor('Ada', ADAS_TONE);
  const ben = new Person('Ben', 'green', await chromium.newPage({ locale: 'en-GB' }));
  onTestFailed(async () => {
    console.error(await ada.report(), await ben.page.textContent('body'), ben.console.join('\n'));
    console.error(server.tail());
  });
  await ada.join(server.url, room);
  await ben.join(server.url, room);

  await expect.poll(async () => (await ada.lookAt('Ben'))?.moved, PATIENTLY).toBeGreaterThan(0.005);
  const { red, green, blue } = ROLES.green.colour;
  const difference = async () => {
    const seen = (await ada.lookAt('Ben')) ?? { red: 0, green: 0, blue: 0 };
    return Math.hypot(seen.red - red, seen.green - green, seen.blue - blue);
  };
  await expect.poll(difference, PATIENTLY).toBeLessThan(60);
  await expect.poll(() => ada.listenFor(ROLES.green.tone), PATIENTLY).toBeGreaterThan(AUDIBLE);

  await expect
    .poll(async () => (await look(ben.call.video('Ada')))?.width, PATIENTLY)
    .toBeGreaterThanOrEqual(320);
  await expect
    .poll(async () => {
      const sounds = await ben.page.evaluate(collectSounds);
      return Math.max(0, ...sounds.map((sound) => amplitudeAt(sound, ADAS_TONE)));
    }, PATIENTLY)
    .toBeGreaterThan(AUDIBLE);
});
