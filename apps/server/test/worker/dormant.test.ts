import { setTimeout as pause } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { MediaServer } from '../../src/media/MediaServer.ts';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join, patiently } from './support/join.ts';
import { openRoom, startMedia } from './support/startMedia.ts';
import { Tone } from './support/Tone.ts';

const HERTZ = [330, 440, 550, 660];

type Talker = { readonly peer: HeadlessPeer; readonly microphone: string; readonly hertz: number };

/** Everybody hears everybody else. Four microphones that sound, of which two are kept ready when they are muted. */
async function call({
  workers = 1,
  peersPerWorker = Infinity,
  loudestSpeakers = Infinity,
  patienceMs = 600_000,
} = {}) {
  const readyMicrophones = { most: 2, patienceMs };
  const server = await startMedia({ workers, peersPerWorker, loudestSpeakers, readyMicrophones });
  const speakers: string[][] = [];
  const room = await openRoom(server, { speakersChanged: (peerIds) => speakers.push(peerIds) });
  const talkers: Talker[] = [];
  for (const hertz of HERTZ) {
    const peer = await join(server, room);
    const tone = new Tone(hertz);
    onTestFinished(() => tone.stop());
    talkers.push({ peer, hertz, microphone: await peer.publish('microphone', tone.track) });
  }
  const listen = (one: Talker) =>
    one.peer.watch(othersOf(talkers, one).map(({ microphone }) => microphone));
  for (const talker of talkers) await listen(talker);
  const [ann, bob, cai, dia] = talkers as [Talker, Talker, Talker, Talker];
  return { server, room, talkers, ann, bob, cai, dia, listen, speakers };
}

function othersOf(talkers: readonly Talker[], one: Talker): Talker[] {
  return talkers.filter((other) => other !== one);
}

function hears({ peer }: Pick<Talker, 'peer'>, { microphone, hertz }: Talker): Promise<void> {
  return vi.waitFor(
    () => expect(peer.ears.get(microphone)?.amplitude(hertz)).toBeGreaterThan(0.1),
    patiently,
  );
}

const mute = ({ peer, microphone }: Talker) => peer.media.setPaused(microphone, true);
const unmute = ({ peer, microphone }: Talker) => peer.media.setPaused(microphone, false);

const flows = async ({ peer }: Talker, { microphone }: Talker) =>
  (await peer.media.inspect(microphone)).consumer?.isPaused === false;

/** Sends nothing from now on, as somebody who is silent, and says so. */
async function rest({ peer, microphone }: Talker): Promise<void> {
  await peer.carry(microphone, null);
  await peer.media.setResting(microphone, true);
}

async function consumers(server: MediaServer): Promise<number> {
  return (await server.load()).reduce((sum, load) => sum + load.consumers, 0);
}

const has = async ({ peer }: Talker, { microphone }: Talker) =>
  (await peer.media.inspect(microphone)).consumer !== undefined;

test.each([
  { where: 'one worker', workers: 1, peersPerWorker: Infinity },
  { where: 'two workers', workers: 2, peersPerWorker: 2 },
])(
  'on $where, a muted microphone costs nobody a consumer, and is heard by all when it is on again',
  async (options) => {
    const { server, talkers, ann, bob, cai, dia } = await call(options);
    await Promise.all(
      talkers.flatMap((one) => othersOf(talkers, one).map((other) => hears(one, other))),
    );
    expect(await consumers(server)).toBe(12);

    for (const talker of [ann, bob]) await mute(talker);
    await vi.waitFor(async () => expect(await consumers(server)).toBe(6), patiently);
    for (const talker of [cai, dia]) await mute(talker);
    // Cai and Dia, who were muted last, stay ready.
    expect([await has(dia, ann), await has(dia, bob), await has(dia, cai), await has(cai, dia)]).toEqual(
      [false, false, true, true],
    );
    expect(await consumers(server)).toBe(6);

    await unmute(ann);
    await Promise.all(othersOf(talkers, ann).map((other) => hears(other, ann)));
    // Cai was muted before Dia, and one of the two places is Ann's.
    expect([await has(dia, cai), await has(cai, dia)]).toEqual([false, true]);
    expect(await consumers(server)).toBe(6);
    await Promise.all([unmute(bob), unmute(cai)]);
    await Promise.all(
      [bob, cai].flatMap((one) => othersOf(talkers, one).map((other) => hears(other, one))),
    );
  },
);

test('it flows when all who wish for it can take it, and its owner is told after that', async () => {
  const { talkers, ann, bob, cai, dia, listen } = await call();
  for (const talker of talkers) await mute(talker);
  bob.peer.isDeaf = true;
  const unmuting = unmute(ann);
  const forwarding = ({ peer }: Talker) => peer.media.inspect(ann.microphone);
  for (const quick of [cai, dia]) {
    await vi.waitFor(
      async () => expect((await forwarding(quick)).consumer?.isPaused).toBe(false),
      patiently,
    );
  }
  expect((await forwarding(bob)).producer?.isPaused).toBe(true);
  await listen(bob);
  await unmuting;
  expect(await forwarding(bob)).toMatchObject({
    producer: { isPaused: false },
    consumer: { isPaused: false },
  });
});

test('a listener that does not take it keeps nobody waiting for good, and finds it in its next list', async () => {
  const { ann, bob, cai, dia, listen } = await call({ patienceMs: 100 });
  for (const talker of [ann, bob, cai, dia]) await mute(talker);
  bob.peer.isDeaf = true;
  await unmute(ann);
  await Promise.all([hears(cai, ann), hears(dia, ann)]);
  expect((await bob.peer.media.inspect(ann.microphone)).consumer?.shouldFlow).toBe(false);
  await listen(bob);
  await hears(bob, ann);
});

test('a listener that was waited for in vain is not waited for again before it answers', async () => {
  const patienceMs = 3_000;
  const { talkers, ann, bob, cai, dia } = await call({ patienceMs });
  for (const talker of talkers) await mute(talker);
  dia.peer.isDeaf = true;
  await unmute(ann);
  // From now on Dia is the only one to wait for.
  for (const { peer } of [ann, cai]) await peer.watch([]);
  const isLate = pause(patienceMs, 'late');
  expect(await Promise.race([unmute(bob), isLate])).not.toBe('late');
});

test('one that is published muted where others are ready is heard when it is on', async () => {
  const { server, room, ann } = await call();
  const eva = await join(server, room);
  const tone = new Tone(770);
  onTestFinished(() => tone.stop());
  const microphone = await eva.publish('microphone', tone.track, {}, 'eva-microphone', true);
  await ann.peer.watch([microphone]);
  expect(await has(ann, { peer: eva, microphone, hertz: 770 })).toBe(false);
  await eva.media.setPaused(microphone, false);
  await hears(ann, { peer: eva, microphone, hertz: 770 });
});

test('who leaves, and who is not wished for, is offered to nobody', async () => {
  const { server, ann, bob, cai, dia } = await call();
  for (const talker of [ann, bob, cai, dia]) await mute(talker);
  await cai.peer.watch([]);
  dia.peer.leave();
  await unmute(ann);
  await hears(bob, ann);
  expect(await has(cai, ann)).toBe(false);
  ann.peer.leave();
  await unmute(bob);
  bob.peer.leave();
  await vi.waitFor(async () => expect(await consumers(server)).toBe(0), patiently);
});

test.each([
  { where: 'one worker', workers: 1, peersPerWorker: Infinity },
  { where: 'two workers', workers: 2, peersPerWorker: 2 },
])(
  'on $where, a silent microphone costs nobody a consumer, and can be taken by all before it is heard',
  async (options) => {
    const { server, talkers, ann, bob, cai, dia } = await call(options);
    await Promise.all(
      talkers.flatMap((one) => othersOf(talkers, one).map((other) => hears(one, other))),
    );
    await rest(ann);
    expect(await consumers(server)).toBe(9);
    await rest(bob);
    // Cai and Dia are the two that are kept ready.
    await rest(cai);
    expect(await consumers(server)).toBe(6);
    expect([await has(dia, ann), await has(dia, cai)]).toEqual([false, true]);

    await ann.peer.media.setResting(ann.microphone, false);
    for (const other of othersOf(talkers, ann)) expect(await flows(other, ann)).toBe(true);
    const tone = new Tone(ann.hertz);
    onTestFinished(() => tone.stop());
    await ann.peer.carry(ann.microphone, tone.track);
    await Promise.all(othersOf(talkers, ann).map((other) => hears(other, ann)));
  },
);

test('a silent microphone is heard although its owner has not said that somebody speaks', async () => {
  const { server, talkers, ann } = await call();
  await rest(ann);
  expect(await consumers(server)).toBe(9);
  const tone = new Tone(ann.hertz);
  onTestFinished(() => tone.stop());
  await ann.peer.carry(ann.microphone, tone.track);
  await Promise.all(othersOf(talkers, ann).map((other) => hears(other, ann)));
});

test('whoever begins to be heard is told when all can take it, also when its packets have said so before', async () => {
  const { talkers, ann } = await call();
  await rest(ann);
  ann.peer.media.stir(ann.microphone);
  await ann.peer.media.setResting(ann.microphone, false);
  for (const other of othersOf(talkers, ann)) expect(await flows(other, ann)).toBe(true);
});

test('a silent microphone is ready again when its owner’s browser reports a voice', async () => {
  const { server, talkers, ann, bob } = await call();
  await rest(ann);
  expect(await consumers(server)).toBe(9);
  bob.peer.media.stir(ann.microphone);
  expect(await consumers(server)).toBe(9);
  ann.peer.media.stir(ann.microphone);
  for (const other of othersOf(talkers, ann)) {
    await vi.waitFor(async () => expect(await flows(other, ann)).toBe(true), patiently);
  }
});

test('where others have the floor nobody needs consumers of whoever begins to speak, but who always wants to hear them', async () => {
  const { server, talkers, ann, bob, cai, dia, speakers } = await call({ loudestSpeakers: 2 });
  for (const quiet of [ann, bob]) await rest(quiet);
  const both = [cai, dia].map(({ peer }) => peer.peerId).sort();
  await vi.waitFor(() => expect(speakers.at(-1)?.toSorted()).toEqual(both), patiently);
  const before = await consumers(server);
  const tone = new Tone(ann.hertz);
  onTestFinished(() => tone.stop());
  await ann.peer.media.setResting(ann.microphone, false);
  await ann.peer.carry(ann.microphone, tone.track);
  expect([await has(cai, ann), await has(dia, ann), await consumers(server)]).toEqual([
    false,
    false,
    before,
  ]);
  // One of them falls silent, and Ann has the seat.
  await cai.peer.carry(cai.microphone, null);
  await Promise.all(othersOf(talkers, ann).map((other) => hears(other, ann)));

  const wish = { publicationId: bob.microphone, isAlwaysHeard: true };
  await dia.peer.media.want([wish]);
  await bob.peer.media.setResting(bob.microphone, false);
  expect(await flows(dia, bob)).toBe(true);
});
