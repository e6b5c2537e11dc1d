import type { Page } from '@playwright/test';
import { expect } from '../expect.ts';
import { readMetrics } from '../fixtures/metrics.ts';
import { test } from '../fixtures/test.ts';
import { untilSaid } from '../senses/untilSaid.ts';

/**
 * Says to the page what a server says whose statistics show it: a socket.io packet on its own socket. Again
 * and again, because a page that lost its connection for a moment has forgotten it. What the server itself
 * finds, on a machine that may be slow, is kept from the page.
 */
async function tellQuality(page: Page): Promise<(peerId: string, uplink: string) => void> {
  const sockets: { send(text: string): void }[] = [];
  await page.routeWebSocket(/\/socket\.io\//, (socket) => {
    const server = socket.connectToServer();
    server.onMessage((packet) => {
      if (!String(packet).includes('health:quality')) socket.send(packet);
    });
    sockets.push(socket);
  });
  let packet: string | undefined;
  const timer = setInterval(() => {
    if (packet) for (const socket of sockets) socket.send(packet);
  }, 500);
  page.once('close', () => clearInterval(timer));
  return (peerId, uplink) => {
    packet = `42${JSON.stringify(['health:quality', { levels: [{ peerId, uplink }] }])}`;
  };
}

test('whose connection is bad stands on the tile, and the details say it in words and figures', async ({
  person,
  server,
  room,
}) => {
  const [ada, ben] = [await person('Ada'), await person('Ben')];
  const tell = await tellQuality(ada.page);
  let benId = '';
  ben.page.on('websocket', (socket) =>
    socket.on('framereceived', ({ payload }) => {
      benId ||= /"peerId":"([\w-]+)","resumeToken"/.exec(String(payload))?.[1] ?? '';
    }),
  );
  await Promise.all([ada.join(server.url, room), ben.join(server.url, room)]);
  await expect(ada.call.tile('Ben')).toBeVisible();
  await expect.poll(() => benId).not.toBe('');
  const signal = ada.call.tile('Ben').getByRole('button', { name: 'Ben: their connection is bad' });
  await expect(signal).toHaveCount(0);

  tell(benId, 'poor');
  await signal.click();
  const details = ada.page.getByRole('dialog', { name: 'Connection with Ben' });
  await expect(details).toContainText('What Ben sends arrives badly at the server');
  await expect(details).toContainText('straight to the server, over UDP');
  await details.getByText('Figures', { exact: true }).click();
  await expect(details.getByText('VP8')).toBeVisible();
  await expect(
    details.getByRole('img', { name: /^Picture over the last minute: now \d/ }),
  ).toBeVisible();

  await ada.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const told = untilSaid(ada.page, /Copied/);
  await details.getByRole('button', { name: 'Copy figures as JSON' }).click();
  await told;
  const copied = await ada.page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toMatchObject({ version: 1, mediaPath: 'udp', peerCount: 2 });
  expect(copied).not.toContain('Ben');
  expect(copied).not.toContain(benId);

  await details.getByRole('button', { name: 'Close' }).click();
  tell(benId, 'good');
  await expect(signal).toHaveCount(0);
});

// Beside others no connection is good on a small machine.
test("the details of one's own connection are in the list of people, with how long joining took", {
  tag: '@crowd',
}, async ({ peopleInCall, server }) => {
  const [ada] = await peopleInCall(2);
  await ada.call.button('People').click();
  await ada.page.getByRole('button', { name: 'Actions for Ada' }).click();
  await ada.page.getByRole('menuitem', { name: 'Connection …' }).click();
  const details = ada.page.getByRole('dialog', { name: 'Your connection' });
  await expect(details).toContainText('Good');
  await expect(details).toContainText('Sound and picture arrive as they should.');
  await details.getByText('Figures', { exact: true }).click();
  for (const step of ['the server’s answer', 'media connected', 'first packet', 'first picture']) {
    await expect(details).toContainText(new RegExp(`From the click: ${step}\\s*[\\d,]+ ms`));
  }
  const firstFrames = 'parley_join_step_seconds_count{step="firstFrame"}';
  await expect.poll(async () => (await readMetrics(server)).get(firstFrames)).toBeGreaterThanOrEqual(2);
});
