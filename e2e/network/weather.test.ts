import { expect, onTestFailed, onTestFinished, test } from 'vitest';
import { randomRoom } from '../fixtures/randomRoom.ts';
import { HeadlessPerson } from './HeadlessPerson.ts';
import type { HomeNetwork } from './HomeNetwork.ts';
import { serverOnTheStreet } from './onTheStreet.ts';

/** Bandwidth estimates need their time to rise and to fall. */
const PATIENTLY = { timeout: 40_000, interval: 100 };
const LISTEN_S = 4;

/** Two people in a call, and how loud they are to each other while the weather is good. */
async function twoPeople() {
  const { street, url } = await serverOnTheStreet();
  const room = randomRoom();
  const join = async (name: string) => {
    const home = await street.home();
    const person = await HeadlessPerson.join(home, url, room, name);
    onTestFinished(() => person.leave());
    onTestFailed(() => console.error(`${name}:\n${person.complaints}`));
    return { home, person };
  };
  const [ada, ben] = [await join('Ada'), await join('Ben')];
  const people = [ada.person, ben.person] as const;
  for (const person of people) {
    await expect.poll(() => person.perceivesOthers(), PATIENTLY).toBe(true);
  }
  const loudness = await Promise.all(
    people.map(async (person) => (await person.perceiveFor(LISTEN_S)).loudness),
  );
  expect(Math.min(...loudness)).toBeGreaterThan(0.5);
  return { people, home: ben.home, loudness };
}

type Call = Awaited<ReturnType<typeof twoPeople>>;

/** Each still gets at least that share of the other's sound, measured by what it was before; and pictures. */
async function expectClearSpeech({ people, loudness }: Call, share: number): Promise<void> {
  await expect
    .poll(async () => {
      const now = await Promise.all(people.map((person) => person.perceiveFor(LISTEN_S)));
      const isClear = now.every((one, i) => one.loudness >= share * (loudness[i] ?? 1));
      return isClear && now.every(({ frames }) => frames > 0);
    }, PATIENTLY)
    .toBe(true);
}

const weathers: [string, (home: HomeNetwork) => Promise<void>, number][] = [
  ['a tenth of the packets is lost', (home) => home.lose(0.1), 0.95],
  ['a fifth of the packets is lost', (home) => home.lose(0.2), 0.9],
  ['300 kbit/s go up and down', (home) => home.limit({ upKbps: 300, downKbps: 300 }), 0.95],
];

test.each(weathers)('speech stays clear and pictures move while %s', async (_, change, share) => {
  const call = await twoPeople();
  await change(call.home);
  await expectClearSpeech(call, share);
});

test('1 Mbit/s that become 150 kbit/s and come back: speech goes on, pictures come back', async () => {
  const call = await twoPeople();
  const [ada, ben] = call.people;
  await call.home.limit({ upKbps: 1_000, downKbps: 1_000 });
  await expectClearSpeech(call, 0.95);
  const before = (await ben.perceiveFor(LISTEN_S)).frames;

  await call.home.limit({ upKbps: 150, downKbps: 150 });
  await expectClearSpeech(call, 0.9);

  await call.home.limit({ upKbps: 1_000, downKbps: 1_000 });
  for (const person of [ada, ben]) {
    await expect
      .poll(async () => (await person.perceiveFor(LISTEN_S)).frames, PATIENTLY)
      .toBeGreaterThan(before * 0.7);
  }
  await expectClearSpeech(call, 0.95);
});
