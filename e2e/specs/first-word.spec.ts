import { READY_MICROPHONES } from '@parley/protocol/limits';
import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { BareGuest } from '../fixtures/BareGuest.ts';
import { SPOKEN_MS, speakOnClick } from '../fixtures/speakOnClick.ts';
import { test } from '../fixtures/test.ts';
import { startListening, untilHeard } from '../senses/firstSound.ts';

/** Listeners on a slow line take so long to get ready for a microphone that was dormant. */
const LATE_MS = 300;

test('what is said with the click that unmutes is heard, however late the listeners are ready for it', {
  tag: '@crowd',
}, async ({ person, server, room }) => {
  const ada = await person('Ada');
  // What measures the sound is no script of the page's own.
  const ben = await person('Ben', { context: { bypassCSP: true } });
  await ada.page.addInitScript(speakOnClick, SPOKEN_MS);
  await unmuteLate(ada.page);
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

/** The server hears of each unmuting late, and nothing of that microphone is forwarded before. */
async function unmuteLate(page: Page): Promise<void> {
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      const isUnmuting = /"media:setPaused".*"isPaused":false/.test(String(message));
      setTimeout(() => server.send(message), isUnmuting ? LATE_MS : 0);
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
