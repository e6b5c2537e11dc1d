import { READY_MICROPHONES } from '@parley/protocol/limits';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { BareGuest } from '../fixtures/BareGuest.ts';
import { SPOKEN_MS, speakOnClick } from '../fixtures/speakOnClick.ts';
import { test } from '../fixtures/test.ts';
import { startListening, untilHeard } from '../senses/firstSound.ts';
import { soundSections } from '../senses/soundSections.ts';

/** Listeners on a slow line take so long to get ready for a microphone that was dormant. */
const LATE_MS = 300;
/**
 * What is left of the voice when the listener catches up while it still sounds: whoever is far behind is played faster. Of
 * one that was not held back a third of this would be left.
 */
const STRETCHED_MS = SPOKEN_MS * 0.6;
/** In which a microphone that is on rests at the latest, and some time for a machine that is busy. */
const SILENT_FOR_LONG_MS = 60_000;

test('what is said with the click that unmutes is heard, however late the listeners are ready for it', {
  tag: '@crowd',
}, async ({ person, server, room }) => {
  const ada = await person('Ada');
  // What measures the sound is no script of the page's own.
  const ben = await person('Ben', { context: { bypassCSP: true } });
  await ada.page.addInitScript(speakOnClick, SPOKEN_MS);
  await delay(ada.page, /"media:setPaused".*"isPaused":false/);
  // Beside so many microphones of others one's own may be dormant.
  const names = Array.from({ length: READY_MICROPHONES }, (_, index) => `Guest ${index + 1}`);
  const guests = await Promise.all(names.map((name) => BareGuest.join(server.url, room, name)));
  await ada.join(server.url, room, { camera: 'off' });
  await ben.join(server.url, room, { microphone: 'off', camera: 'off' });
  await expect(ben.call.tile('Ada')).toBeVisible();

  // The second time nothing of the first must be in the way.
  for (const time of ['the first time', 'the second time']) {
    await ada.call.switch('Turn microphone off', 'Turn microphone on');
    await expect.poll(() => ada.page.evaluate(canHoldBack)).toBe(true);
    await ben.page.evaluate(startListening);
    await ada.call.switch('Turn microphone on', 'Turn microphone off');
    const { forMs } = await ben.page.evaluate(untilHeard);
    expect(forMs, time).toBeGreaterThan(SPOKEN_MS * 0.95);
  }
  await Promise.all(guests.map((guest) => guest.leave()));
});

test('what is said into a microphone that was on and silent for long is heard from its first sound on', {
  tag: '@crowd',
}, async ({ person, ownServer, room }) => {
  // Whoever has the floor is Ada: of the others nothing is missed, since they are held.
  const server = await ownServer({ LOUDEST_SPEAKERS: '1' });
  const ada = await person('Ada');
  const ben = await person('Ben', { context: { bypassCSP: true } });
  await ada.page.addInitScript(speakOnClick, SPOKEN_MS);
  await delay(ada.page, /"media:setResting".*"isResting":false/);
  const names = Array.from({ length: READY_MICROPHONES }, (_, index) => `Guest ${index + 1}`);
  const guests = await Promise.all(
    names.map((name) => BareGuest.join(server.url, room, name, { isMuted: false })),
  );
  await ben.join(server.url, room, { microphone: 'off', camera: 'off' });
  const sounds = async () => (await soundSections(ben.page)).open;
  await expect.poll(sounds).toBe(READY_MICROPHONES);
  await ada.join(server.url, room, { camera: 'off' });
  await expect.poll(sounds).toBe(READY_MICROPHONES + 1);

  // The second time its stream is one that can be held back already.
  for (const time of ['the first time', 'the second time']) {
    await expect.poll(sounds, { timeout: SILENT_FOR_LONG_MS }).toBe(READY_MICROPHONES);
    await expect(ada.page.getByRole('button', { name: 'Turn microphone off' })).toBeVisible();
    await ben.page.evaluate(startListening);
    await ada.page.mouse.click(5, 300);
    const { forMs } = await ben.page.evaluate(untilHeard);
    expect(forMs, time).toBeGreaterThan(STRETCHED_MS);
  }
  await Promise.all(guests.map((guest) => guest.leave()));
});

/** The server hears of this request of the page late. */
async function delay(page: Page, request: RegExp): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      setTimeout(() => server.send(message), request.test(String(message)) ? LATE_MS : 0);
    });
  });
}

/** Runs in the page, with the list of `listConnections`: something that it sends goes through a transform. */
function canHoldBack(): boolean {
  const { testConnections } = window as typeof window & { testConnections: RTCPeerConnection[] };
  return testConnections
    .flatMap((connection) => connection.getSenders())
    .some(({ transform }) => Boolean(transform));
}
