import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Locator, Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { FaultClient } from '../fixtures/faults.ts';
import { Person } from '../fixtures/Person.ts';
import { test } from '../fixtures/test.ts';
import { similarityOfText } from '../senses/reading.ts';
import { packetsArriving, streamsExpected } from '../senses/traffic.ts';

const TITLE = 'Quarterly numbers';
const TEXT = 'Parley 4711: the quick brown fox jumps over the lazy dog, twice (and back).';
/** The same letters in another order: as dark and as wide, and it says something else. */
const OTHER_TEXT = 'god yzal eht: Parley 1174 revo spmuj xof nworb kciuq, eciwt (dna kcab) eht.';

const site = createServer((request, response) => {
  const text = request.url === '/other' ? OTHER_TEXT : TEXT;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>${TITLE}</title>
    <style>body { margin: 0; padding: 24px; font: 16px/28px sans-serif; color: #111; background: #fff }</style>
    ${`<p>${text}</p>`.repeat(12)}
    <i id="clock"></i><script>setInterval(() => { clock.textContent = Date.now() }, 200)</script>`);
});

let browser: Browser;
let url = '';

test.beforeAll(async ({ browsers }) => {
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  // The fake picker offers a fake screen; only the real one, told what to choose, shares a tab.
  browser = await browsers.launch('red', {
    grantsDevices: false,
    extraFlags: [`--auto-select-tab-capture-source-by-title=${TITLE}`],
  });
});

test.afterAll(async () => {
  await browser.close();
  site.close();
});

/** Ada in the call, with a tab of slides beside it. */
async function openPresenter(server: string, room: string): Promise<{ ada: Person; slides: Page }> {
  const context = await browser.newContext({ permissions: ['camera', 'microphone'], locale: 'en-GB' });
  const slides = await context.newPage();
  await slides.goto(url);
  const ada = new Person('Ada', 'red', await context.newPage());
  await ada.join(server, room);
  return { ada, slides };
}

test('a shared tab takes the stage, can be read there, and stops from the toolbar', async ({
  person,
  server,
  room,
}) => {
  const { ada, slides } = await openPresenter(server.url, room);
  const ben = await person('Ben', { role: 'green' });
  await ben.join(server.url, room);

  await ada.call.switch('Share screen', 'Stop sharing');
  const screen = ben.call.screen('Ada');
  await expect(screen).toBeVisible();
  await expect(ben.call.tile('Ada')).toHaveAccessibleName(/, sharing/);
  await ben.news.expectNext('Ada is sharing a screen');
  const width = async (shown: Locator) => (await shown.boundingBox())?.width ?? 0;
  await expect
    .poll(async () => (await width(screen)) > 2 * (await width(ben.call.tile('Ada'))))
    .toBe(true);

  const right = await slides.screenshot();
  const wrong = await slides.context().newPage();
  await wrong.goto(`${url}other`);
  const other = await wrong.screenshot();
  await wrong.close();
  const video = screen.locator('video');
  // The picture sharpens while the browsers find out how much they can send and encode.
  await expect.poll(() => similarityOfText(video, right), { timeout: 120_000 }).toBeGreaterThan(0.9);
  expect(await similarityOfText(video, other)).toBeLessThan(0.6);

  await ada.call.switch('Stop sharing', 'Share screen');
  await expect(screen).toHaveCount(0);
  await expect(ben.call.tile('Ada')).not.toHaveAccessibleName(/sharing/);
  await ada.context.close();
});

test('while a screen is chosen the others are ready for it and see nothing, and nothing stays of one that was not chosen', async ({
  person,
  server,
  room,
}) => {
  const { ada } = await openPresenter(server.url, room);
  const ben = await person('Ben', { role: 'green' });
  await ben.join(server.url, room);
  await expect(ben.call.video('Ada')).toBeVisible();
  // Somebody who takes their time with the picker.
  const answers = await ada.page.evaluateHandle(() => {
    const given = { choose: () => {}, dismiss: () => {} };
    const pick = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      await new Promise<void>((resolve, reject) => {
        given.choose = resolve;
        given.dismiss = () => reject(new DOMException('closed', 'NotAllowedError'));
      });
      return pick(options);
    };
    return given;
  });
  const screen = ben.call.screen('Ada');
  const isNotSharing = async () => {
    await expect(screen).toHaveCount(0);
    await expect(ben.call.tile('Ada')).not.toHaveAccessibleName(/sharing/);
  };

  await ada.call.button('Share screen').click();
  await expect.poll(() => streamsExpected(ben.page, 'video')).toBe(2);
  await isNotSharing();
  await answers.evaluate(({ dismiss }) => dismiss());
  await expect.poll(() => streamsExpected(ben.page, 'video')).toBe(1);
  await isNotSharing();

  await ada.call.button('Share screen').click();
  await expect.poll(() => streamsExpected(ben.page, 'video')).toBe(2);
  await isNotSharing();
  await answers.evaluate(({ choose }) => choose());
  await expect(screen.locator('video')).toBeVisible();
  await expect(ben.call.tile('Ada')).toHaveAccessibleName(/, sharing/);
  await ben.news.expectNext('Ada is sharing a screen');
  await expect(ada.call.button('Stop sharing')).toBeVisible();
  await ada.context.close();
});

test('sharing ends for everybody when the browser ends it', async ({ person, server, room }) => {
  const { ada, slides } = await openPresenter(server.url, room);
  const ben = await person('Ben', { role: 'green' });
  await ben.join(server.url, room);
  await ada.call.switch('Turn camera off', 'Turn camera on');

  await ada.call.switch('Share screen', 'Stop sharing');
  await expect(ben.call.screen('Ada').locator('video')).toBeVisible();
  await expect.poll(() => packetsArriving(ben.page, 'video')).toBeGreaterThan(0);

  // What the browser's own "Stop sharing" does as well: the captured track ends.
  await slides.close();
  await expect(ben.call.screen('Ada')).toHaveCount(0);
  await expect(ada.call.button('Share screen')).toBeVisible();
  await expect.poll(() => packetsArriving(ben.page, 'video')).toBe(0);
  await ada.context.close();
});

test('who comes late sees the shared screen', async ({ person, server, room }) => {
  const { ada } = await openPresenter(server.url, room);
  await ada.call.switch('Share screen', 'Stop sharing');
  const ben = await person('Ben', { role: 'green' });
  await ben.join(server.url, room);
  await expect(ben.call.screen('Ada').locator('video')).toBeVisible();
  await ada.context.close();
  await expect(ben.call.screen('Ada')).toHaveCount(0);
});

test('a shared screen goes on after the server was killed and after its media worker was, without being asked for again', async ({
  person,
  ownServer,
  room,
}) => {
  const server = await ownServer({ FAULTS: '1' });
  const { ada, slides } = await openPresenter(server.url, room);
  const ben = await person('Ben', { role: 'green' });
  await ben.join(server.url, room);
  // Another pick would be counted.
  const picks = await ada.page.evaluateHandle(() => {
    const counted = { picks: 0 };
    const pick = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getDisplayMedia = (options) => {
      counted.picks += 1;
      return pick(options);
    };
    return counted;
  });
  await ada.call.switch('Share screen', 'Stop sharing');
  const video = ben.call.screen('Ada').locator('video');
  const right = await slides.screenshot();
  const expectToRead = () =>
    expect.poll(() => similarityOfText(video, right), { timeout: 120_000 }).toBeGreaterThan(0.9);
  await expectToRead();

  await server.kill9();
  await ben.news.expectNext('reconnecting');
  await server.restart();
  await ben.news.expectNext('Connected again');
  // The old picture stays while there is no new one, and can be read, too.
  await expect.poll(() => packetsArriving(ben.page, 'video')).toBeGreaterThan(0);
  await expectToRead();

  const onStage = await ben.call.screen('Ada').elementHandle();
  await new FaultClient(server.url).plant({ kind: 'worker-kill', room });
  await expect(ben.call.video('Ada')).toBeVisible();
  await expect.poll(() => packetsArriving(ben.page, 'video')).toBeGreaterThan(0);
  await expectToRead();
  expect(await onStage?.evaluate((element) => element.isConnected)).toBe(true);
  expect(await picks.evaluate(({ picks }) => picks)).toBe(1);
  await ada.context.close();
});
