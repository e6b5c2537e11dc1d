import { expect, test } from 'vitest';
import { PATIENTLY, twoPeople } from './twoPeople.ts';

const LISTEN_S = 4;

/** Two people in a call, and how loud they are to each other while the weather is good. */
async function call() {
  const { ada, ben, home } = await twoPeople();
  const people = [ada, ben] as const;
  let loudness: number[] = [];
  // A machine that is out of breath makes gaps of its own.
  await expect
    .poll(async () => {
      loudness = await Promise.all(
        people.map(async (person) => (await person.perceiveFor(LISTEN_S)).loudness),
      );
      return Math.min(...loudness);
    }, PATIENTLY)
    .toBeGreaterThan(0.5);
  return { people, home, loudness };
}

type Call = Awaited<ReturnType<typeof call>>;

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

const losses: [string, number, number][] = [
  ['a tenth', 0.1, 0.95],
  ['a fifth', 0.2, 0.9],
];

test.each(losses)(
  'speech stays clear and pictures move while %s of the packets is lost',
  async (_, lost, share) => {
    const lossy = await call();
    const [ada, ben] = lossy.people;
    const before = lossy.people.map(({ perception }) => perception.repairs);
    await lossy.home.lose(lost);
    await expectClearSpeech(lossy, share);
    // Both know of the loss on the one line: what was lost of a picture comes again, and sound carries a copy.
    await expect
      .poll(() => ben.perception.repairs.retransmittedPacketsSent, PATIENTLY)
      .toBeGreaterThan(before[1]?.retransmittedPacketsSent ?? 0);
    for (const [index, person] of [ada, ben].entries()) {
      await expect
        .poll(() => person.perception.repairs.fecPacketsReceived, PATIENTLY)
        .toBeGreaterThan(before[index]?.fecPacketsReceived ?? 0);
    }
  },
);

test('speech stays clear and pictures move while 300 kbit/s go up and down', async () => {
  const narrow = await call();
  await narrow.home.limit({ upKbps: 300, downKbps: 300 });
  await expectClearSpeech(narrow, 0.95);
});

test('1 Mbit/s that become 150 kbit/s and come back: speech goes on, pictures come back', async () => {
  const changing = await call();
  const [ada, ben] = changing.people;
  await changing.home.limit({ upKbps: 1_000, downKbps: 1_000 });
  await expectClearSpeech(changing, 0.95);
  const before = (await ben.perceiveFor(LISTEN_S)).frames;

  await changing.home.limit({ upKbps: 150, downKbps: 150 });
  await expectClearSpeech(changing, 0.9);

  await changing.home.limit({ upKbps: 1_000, downKbps: 1_000 });
  for (const person of [ada, ben]) {
    await expect
      .poll(async () => (await person.perceiveFor(LISTEN_S)).frames, PATIENTLY)
      .toBeGreaterThan(before * 0.7);
  }
  await expectClearSpeech(changing, 0.95);
});
