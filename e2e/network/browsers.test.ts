import { randomUUID } from 'node:crypto';
import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import { randomRoom } from '../fixtures/randomRoom.ts';
import { TurnServer } from '../fixtures/TurnServer.ts';
import { expectAllTogether } from '../senses/everybody.ts';
import { presentedFrames } from '../senses/sight.ts';
import { browserAt } from './browserAt.ts';
import { HeadlessPerson } from './HeadlessPerson.ts';
import { serverOnTheStreet } from './onTheStreet.ts';
import { RELAY_ADDRESS } from './Street.ts';
import { PATIENTLY } from './twoPeople.ts';

const ADA = { name: 'Ada', role: 'red' } as const;
const BEN = { name: 'Ben', role: 'green' } as const;

test('two people with Chromium go on seeing and hearing each other when UDP stops for one of them', async () => {
  const { street, url } = await serverOnTheStreet();
  const room = randomRoom();
  const home = await street.home();
  const [ada, ben] = await Promise.all([
    browserAt((await street.home()).machine, url, ADA),
    browserAt(home.machine, url, BEN),
  ]);
  await ada.join(url, room);
  await ben.join(url, room);
  await expectAllTogether([ada, ben]);

  await home.blockUdp();
  await ben.news.expectNext('The call runs over TCP here');
  await expectAllTogether([ada, ben]);
});

test('somebody with Chromium whose network has no UDP is in the call over TCP, and is told so', async () => {
  const { street, url } = await serverOnTheStreet();
  const room = randomRoom();
  const home = await street.home();
  await home.blockUdp();
  const ada = await HeadlessPerson.join(await street.home(), url, room, 'Ada');
  onTestFinished(() => ada.leave());
  const ben = await browserAt(home.machine, url, BEN);

  await ben.join(url, room);
  await ben.news.expectNext('The call runs over TCP here');
  await expect.poll(() => ada.perceivesOthers(), PATIENTLY).toBe(true);
  const before = await presentedFrames(ben.call.video('Ada'));
  await expect.poll(() => presentedFrames(ben.call.video('Ada')), PATIENTLY).toBeGreaterThan(before);
});

test('when only TCP to port 443 goes, picture and sound of both travel through TURN over TLS', async () => {
  const secret = randomUUID();
  const { street, url } = await serverOnTheStreet({
    TURN_URLS: `turns:${RELAY_ADDRESS}:443?transport=tcp`,
    TURN_SECRET: secret,
  });
  const relay = await TurnServer.startTls(secret, {
    place: await street.neighbour(RELAY_ADDRESS),
    address: RELAY_ADDRESS,
  });
  onTestFinished(() => relay.stop());
  onTestFailed(() => console.error(relay.tail()));
  const room = randomRoom();
  const strict = await street.home();
  await strict.allowOnlyTcpPort(relay.port);
  const [ada, ben] = await Promise.all([
    browserAt((await street.home()).machine, url, ADA),
    browserAt(strict.machine, url, BEN),
  ]);

  await ada.join(url, room);
  await ben.join(url, room);
  await ben.news.expectNext('The call runs through a relay here');
  await expectAllTogether([ada, ben]);
});
