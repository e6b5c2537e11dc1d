import { afterAll, beforeAll, expect, test } from 'vitest';
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

const PATIENTLY = { timeout: 40_000, interval: 200 };

/** Firefox makes its tone from whole samples at 44.1 kHz; these come out as they are written. */
const ADAS_TONE = 441;
const BENS_TONE = 735;

let network: NetworkNamespace;
let server: ParleyServer;
let firefoxOfAda: Firefox;
let firefoxOfBen: Firefox;

beforeAll(async () => {
  network = await NetworkNamespace.create();
  server = await ParleyServer.start({}, network);
  firefoxOfAda = await Firefox.start(network, ADAS_TONE);
  firefoxOfBen = await Firefox.start(network, BENS_TONE);
});

afterAll(async () => {
  await firefoxOfAda?.close();
  await firefoxOfBen?.close();
  await server?.stop();
  await network?.remove();
});

test('two people with Firefox see and hear each other, mute, write and leave', async () => {
  const room = randomRoom();
  const ada = await Visitor.with(firefoxOfAda, 'Ada');
  const ben = await Visitor.with(firefoxOfBen, 'Ben');
  await ada.join(server.url, room);
  await ben.join(server.url, room);
  for (const [person, other, tone, ownTone] of [
    [ada, ben, BENS_TONE, ADAS_TONE],
    [ben, ada, ADAS_TONE, BENS_TONE],
  ] as const) {
    await expect.poll(() => person.seesChange(other.name), PATIENTLY).toBe(true);
    await expect.poll(() => person.listenFor(tone), PATIENTLY).toBeGreaterThan(AUDIBLE);
    expect(await person.listenFor(ownTone)).toBeLessThan(AUDIBLE);
  }

  await ada.press('Turn microphone off');
  await expect.poll(() => ben.tiles(), PATIENTLY).toContain('Ada, muted');
  await expect.poll(() => ben.packetsArriving('audio'), PATIENTLY).toBe(0);
  expect(await ben.listenFor(ADAS_TONE)).toBeLessThan(AUDIBLE / 10);
  await ada.press('Turn microphone on');
  await expect.poll(() => ben.listenFor(ADAS_TONE), PATIENTLY).toBeGreaterThan(AUDIBLE);

  await ada.press('Turn camera off');
  await expect.poll(() => ben.packetsArriving('video'), PATIENTLY).toBe(0);
  expect(await ben.lookAt('Ada')).toBeUndefined();

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
  await ada.page.close();
  await ben.page.close();
});

test('somebody with Firefox and somebody with Chromium see and hear each other', async () => {
  const room = randomRoom();
  const media = new MediaFolder();
  const chromium = await launchChromium({
    devices: media.of('green'),
    program: network.program(chromiumPath()),
  });
  const ada = await Visitor.with(firefoxOfAda, 'Ada');
  const ben = new Person('Ben', 'green', await chromium.newPage({ locale: 'en-GB' }));
  await ada.join(server.url, room);
  await ben.join(server.url, room);

  await expect.poll(async () => (await ada.lookAt('Ben'))?.moved, PATIENTLY).toBeGreaterThan(0.005);
  const { red, green, blue } = ROLES.green.colour;
  const seen = (await ada.lookAt('Ben')) ?? { red: 0, green: 0, blue: 0 };
  expect(Math.hypot(seen.red - red, seen.green - green, seen.blue - blue)).toBeLessThan(60);
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

  await ada.page.close();
  await chromium.close();
  media.remove();
});
