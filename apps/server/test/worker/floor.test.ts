import { expect, onTestFinished, test, vi } from 'vitest';
import type { MediaRoom, MediaServer } from '../../src/media/MediaServer.ts';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join, patiently } from './support/join.ts';
import { openRoom, startMedia } from './support/startMedia.ts';
import { Tone } from './support/Tone.ts';

const HERTZ = [330, 440, 550];

type Talker = { peer: HeadlessPeer; tone: Tone; microphone: string; hertz: number };

async function talker(
  server: MediaServer,
  room: MediaRoom,
  hertz: number,
  opusDtx: boolean,
): Promise<Talker> {
  const peer = await join(server, room);
  const tone = new Tone(hertz, false);
  onTestFinished(() => tone.stop());
  const microphone = await peer.publish('microphone', tone.track, { codecOptions: { opusDtx } });
  return { peer, tone, microphone, hertz };
}

/** Three silent people in a room with two seats, and somebody who listens. */
async function call({ opusDtx }: { opusDtx: boolean }) {
  const speakers: string[][] = [];
  const server = await startMedia({ loudestSpeakers: 2 });
  const room = await openRoom(server, { speakersChanged: (peerIds) => speakers.push(peerIds) });
  const talkers: Talker[] = [];
  for (const hertz of HERTZ) talkers.push(await talker(server, room, hertz, opusDtx));
  const listener = await join(server, room);
  await listener.watch(talkers.map(({ microphone }) => microphone));
  const held = () => talkers.filter(({ microphone }) => listener.media.isHeld(microphone));
  const hears = ({ microphone, hertz }: Talker) =>
    vi.waitFor(() => expect(listener.ear(microphone).amplitude(hertz)).toBeGreaterThan(0.1), patiently);
  return { talkers, listener, held, hears, speakers };
}

/** Taken out of the list, with the others. */
function split(talkers: readonly Talker[], [one]: readonly Talker[]): [Talker, Talker, Talker] {
  const [first, second] = talkers.filter((talker) => talker !== one);
  if (!one || !first || !second) throw new Error('there should be three, and one of them held');
  return [one, first, second];
}

test('of three one is held for two seats, and nothing of it is forwarded', async () => {
  const { talkers, listener, held, speakers } = await call({ opusDtx: true });
  await vi.waitFor(() => expect(held()).toHaveLength(1), patiently);
  const [quiet, ann, bob] = split(talkers, held());
  for (const { tone } of [ann, bob]) tone.isSounding = true;
  const both = [ann.peer.peerId, bob.peer.peerId].sort();
  await vi.waitFor(() => expect(speakers.at(-1)?.toSorted()).toEqual(both), patiently);
  // While this process stands still nobody speaks, and somebody else may be given a seat.
  await vi.waitFor(async () => {
    const { consumer: before } = await listener.media.inspect(quiet.microphone);
    expect(before).toMatchObject({ isPaused: true, shouldFlow: false });
    const { consumer: heard } = await listener.media.inspect(ann.microphone);
    await vi.waitFor(async () => {
      const { consumer } = await listener.media.inspect(ann.microphone);
      expect(consumer?.packets).toBeGreaterThan((heard?.packets ?? Infinity) + 100);
    }, patiently);
    const { consumer: after } = await listener.media.inspect(quiet.microphone);
    expect(after?.packets).toBe(before?.packets);
  }, patiently);
});

test('who begins to speak is heard, and named as a speaker only from then on', async () => {
  const { talkers, held, hears, speakers } = await call({ opusDtx: true });
  await vi.waitFor(() => expect(held()).toHaveLength(1), patiently);
  const [quiet, ann] = split(talkers, held());
  ann.tone.isSounding = true;
  await hears(ann);
  quiet.tone.isSounding = true;
  await hears(quiet);
  await vi.waitFor(
    () => expect(speakers.at(-1)?.toSorted()).toEqual([ann.peer.peerId, quiet.peer.peerId].sort()),
    patiently,
  );
  expect(held()).not.toContain(ann);
});

test('who unmutes has a seat before the first word', async () => {
  const { talkers, listener, held, hears } = await call({ opusDtx: true });
  await vi.waitFor(() => expect(held()).toHaveLength(1), patiently);
  const [quiet] = split(talkers, held());
  await quiet.peer.media.setPaused(quiet.microphone, true);
  expect(held()).toEqual([]);
  await quiet.peer.media.setPaused(quiet.microphone, false);
  expect(listener.media.isHeld(quiet.microphone)).toBe(false);
  expect(held()).toHaveLength(1);
  quiet.tone.isSounding = true;
  await hears(quiet);
});

test('with both seats taken the third is not named and not sent, but to whom always wants it', async () => {
  const { talkers, listener, held, hears, speakers } = await call({ opusDtx: true });
  await vi.waitFor(() => expect(held()).toHaveLength(1), patiently);
  const [third, ann, bob] = split(talkers, held());
  for (const { tone } of [ann, bob]) tone.isSounding = true;
  await Promise.all([hears(ann), hears(bob)]);
  const both = [ann.peer.peerId, bob.peer.peerId].sort();
  await vi.waitFor(() => expect(speakers.at(-1)?.toSorted()).toEqual(both), patiently);
  third.tone.isSounding = true;
  await listener.media.want(
    talkers.map(({ microphone }) => ({ publicationId: microphone, isAlwaysHeard: true })),
  );
  await hears(third);
  expect(listener.media.isHeld(third.microphone)).toBe(false);
  // For somebody else it is held, and nobody else is named. While this process stands still nobody speaks.
  await vi.waitFor(() => {
    expect(ann.peer.media.isHeld(third.microphone)).toBe(true);
    expect(speakers.at(-1)?.toSorted()).toEqual(both);
  }, patiently);
});

test('packets as of speech bring a seat before their level is known', async () => {
  // Without DTX silence is sent like speech, and its level never counts.
  const { talkers, listener, held } = await call({ opusDtx: false });
  const seated = new Set<string>();
  await vi.waitFor(() => {
    for (const { microphone } of talkers) {
      if (!listener.media.isHeld(microphone)) seated.add(microphone);
    }
    expect(held()).toHaveLength(1);
    expect(seated.size).toBe(3);
  }, patiently);
});
