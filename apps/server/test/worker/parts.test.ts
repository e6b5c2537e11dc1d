import { observer } from 'mediasoup';
import type { Worker } from 'mediasoup/types';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { MediaServer } from '../../src/media/MediaServer.ts';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join, patiently } from './support/join.ts';
import { BLUE, Picture, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

/** Ann alone on one worker, and Bob, who comes after her, on another one. */
async function apart({ peersPerWorker = 1, loudestSpeakers = Infinity } = {}) {
  const lost = vi.fn();
  const [annLost, bobLost] = [vi.fn(), vi.fn()];
  const speakers: string[][] = [];
  const server = await startMedia({ workers: 2, peersPerWorker, loudestSpeakers });
  const room = await openRoom(server, { lost, speakersChanged: (heard) => speakers.push(heard) });
  const ann = await join(server, room, annLost);
  for (let more = 1; more < peersPerWorker; more += 1) await join(server, room);
  const bob = await join(server, room, bobLost);
  return { server, room, ann, bob, lost, annLost, bobLost, speakers };
}

/** What of `what` there is on each worker, the most first. */
async function spread(
  server: MediaServer,
  what: 'rooms' | 'transports' | 'piped' | 'consumers',
): Promise<number[]> {
  return (await server.load()).map((load) => load[what]).sort((a, b) => b - a);
}

function hears(peer: HeadlessPeer, publicationId: string, hertz: number): Promise<void> {
  return vi.waitFor(
    () => expect(peer.ear(publicationId).amplitude(hertz)).toBeGreaterThan(0.1),
    patiently,
  );
}

async function morePackets(peer: HeadlessPeer, publicationId: string, more = 20): Promise<void> {
  const before = await peer.packets(publicationId);
  await vi.waitFor(
    async () => expect(await peer.packets(publicationId)).toBeGreaterThan(before + more),
    patiently,
  );
}

/** The process on which streams come in. */
async function carrier(server: MediaServer): Promise<number> {
  const [load] = (await server.load()).filter(({ producers }) => producers > 0);
  if (!load) throw new Error('nobody publishes');
  return load.pid;
}

describe('a room over two workers', () => {
  test('people on both hear and see each other, and not themselves', async () => {
    const { server, ann, bob } = await apart();
    expect(await spread(server, 'transports')).toEqual([2, 2]);
    const [annSound, annPicture] = [await ann.speak(440), await ann.show(RED)];
    const [bobSound, bobPicture] = [await bob.speak(1000), await bob.show(BLUE)];
    await ann.watch([bobSound, bobPicture]);
    await bob.watch([annSound, annPicture]);
    await vi.waitFor(() => {
      expect(bob.ear(annSound).amplitude(440)).toBeGreaterThan(0.1);
      expect(bob.ear(annSound).amplitude(1000)).toBeLessThan(0.01);
      expect(ann.ear(bobSound).amplitude(1000)).toBeGreaterThan(0.1);
      expect(ann.ear(bobSound).amplitude(440)).toBeLessThan(0.01);
      expect(bob.eye(annPicture).sees(RED)).toBe(true);
      expect(ann.eye(bobPicture).sees(BLUE)).toBe(true);
    }, patiently);
    expect(await spread(server, 'piped')).toEqual([2, 2]);
  });

  test('what nobody watches on the other worker does not go there, and what many watch goes once', async () => {
    const { server, room, ann, bob } = await apart({ peersPerWorker: 2 });
    const cai = await join(server, room);
    expect(await spread(server, 'transports')).toEqual([4, 4]);
    const [sound, unwatched] = [await ann.speak(440), await ann.show(RED)];
    expect(await spread(server, 'piped')).toEqual([0, 0]);
    await Promise.all([bob.watch([sound]), cai.watch([sound])]);
    expect(await spread(server, 'piped')).toEqual([1, 0]);
    expect(await spread(server, 'consumers')).toEqual([2, 0]);
    await Promise.all([hears(bob, sound, 440), hears(cai, sound, 440)]);
    await cai.watch([sound, unwatched]);
    await vi.waitFor(() => expect(cai.eye(unwatched).sees(RED)).toBe(true), patiently);
    expect(await spread(server, 'piped')).toEqual([2, 0]);
  });

  test('muting, unmuting and ending cross over', async () => {
    const { server, ann, bob } = await apart();
    const [sound, picture] = [await ann.speak(440), await ann.show(RED)];
    // Goes on all the time: what passes in it is the clock of this test.
    const screen = await ann.show(BLUE, 'screen');
    await bob.watch([sound, picture, screen]);
    await hears(bob, sound, 440);
    await vi.waitFor(() => expect(bob.eye(picture).sees(RED)).toBe(true), patiently);

    await Promise.all([ann.media.setPaused(sound, true), ann.media.setPaused(picture, true)]);
    // What was on its way still comes.
    await morePackets(bob, screen, 3);
    const stopped = [await bob.packets(sound), await bob.packets(picture)];
    await morePackets(bob, screen);
    expect([await bob.packets(sound), await bob.packets(picture)]).toEqual(stopped);

    await Promise.all([ann.media.setPaused(sound, false), ann.media.setPaused(picture, false)]);
    await hears(bob, sound, 440);
    const frames = bob.eye(picture).frames;
    await vi.waitFor(() => expect(bob.eye(picture).frames).toBeGreaterThan(frames), patiently);

    ann.media.unpublish(sound);
    ann.media.unpublish(picture);
    await vi.waitFor(async () => {
      expect(await spread(server, 'piped')).toEqual([1, 0]);
      expect(await spread(server, 'consumers')).toEqual([1, 0]);
    }, patiently);
    expect((await bob.media.want([{ publicationId: sound }])).unavailable).toEqual([sound]);
  });

  test('who comes when it is muted hears it from the first word on', async () => {
    const { ann, bob } = await apart();
    const sound = await ann.speak(440);
    await ann.media.setPaused(sound, true);
    await bob.watch([sound]);
    await ann.media.setPaused(sound, false);
    await hears(bob, sound, 440);
  });

  test('all sizes of a picture cross over, and each gets the one it asks for', async () => {
    const { ann, bob } = await apart();
    const picture = new Picture(RED, { width: 1280, height: 720 });
    onTestFinished(() => picture.stop());
    const camera = await ann.publish('camera', picture.track, {
      encodings: [4, 2, 1].map((scaleResolutionDownBy) => ({
        scaleResolutionDownBy,
        maxBitrate: 200_000,
      })),
    });
    await bob.watch([camera], { width: 160, height: 90 });
    await vi.waitFor(() => expect(bob.eye(camera).width).toBe(320), patiently);
    expect(ann.layersWanted.get(camera)).toBe(1);
    await bob.watch([camera], { width: 640, height: 360 });
    expect(ann.layersWanted.get(camera)).toBe(2);
    await vi.waitFor(() => expect(bob.eye(camera).width).toBe(640), patiently);
  });

  test('who speaks is named wherever they are, and of those on both the loudest first', async () => {
    const { ann, bob, speakers } = await apart();
    const both = [ann.peerId, bob.peerId].sort();
    const [annSound, bobSound] = [await ann.speak(440), await bob.speak(1000)];
    await vi.waitFor(() => expect(speakers.at(-1)?.toSorted()).toEqual(both), patiently);
    await ann.media.setPaused(annSound, true);
    await vi.waitFor(() => expect(speakers.at(-1)).toEqual([bob.peerId]), patiently);
    await ann.media.setPaused(annSound, false);
    await vi.waitFor(() => expect(speakers.at(-1)?.toSorted()).toEqual(both), patiently);
    bob.media.unpublish(bobSound);
    await vi.waitFor(() => expect(speakers.at(-1)).toEqual([ann.peerId]), patiently);
    ann.leave();
    await vi.waitFor(() => expect(speakers.at(-1)).toEqual([]), patiently);
  });

  test('one floor is for all of them', async () => {
    const { ann, bob, speakers } = await apart({ loudestSpeakers: 1 });
    const [annSound, bobSound] = [await ann.speak(440), await bob.speak(1000)];
    const isAnnHeld = bob.media.isHeld(annSound);
    expect(ann.media.isHeld(bobSound)).toBe(!isAnnHeld);
    const [seated, held] = isAnnHeld ? [bob, ann] : [ann, bob];
    const [muted, next] = isAnnHeld ? [bobSound, annSound] : [annSound, bobSound];
    await seated.media.setPaused(muted, true);
    expect(seated.media.isHeld(next)).toBe(false);
    await vi.waitFor(() => expect(speakers.at(-1)).toEqual([held.peerId]), patiently);
  });

  test('a peer is put where there is a place, and on the one worker there is when there is no other', async () => {
    const server = await startMedia({ workers: 2, peersPerWorker: 2 });
    const room = await openRoom(server);
    const taken: number[][] = [];
    for (let peers = 0; peers < 6; peers += 1) {
      await join(server, room);
      taken.push(await spread(server, 'transports'));
    }
    expect(taken).toEqual([
      [2, 0],
      [4, 0],
      [4, 2],
      [4, 4],
      [6, 4],
      [6, 6],
    ]);
  });

  test('ten at once are spread like ten one after the other', async () => {
    const server = await startMedia({ workers: 2, peersPerWorker: 5 });
    const room = await openRoom(server);
    await Promise.all(Array.from({ length: 10 }, () => join(server, room)));
    expect(await spread(server, 'transports')).toEqual([10, 10]);
    expect(await spread(server, 'rooms')).toEqual([1, 1]);
  });
});

describe('whoever leaves', () => {
  test('last on a worker takes the room off it, and leaves nothing behind', async () => {
    const workers: Worker[] = [];
    const note = (worker: Worker) => workers.push(worker);
    observer.on('newworker', note);
    onTestFinished(() => {
      observer.off('newworker', note);
    });
    const { server, room, ann, bob } = await apart();
    const sound = await ann.speak(440);
    bob.leave();
    await vi.waitFor(async () => expect(await spread(server, 'rooms')).toEqual([1, 0]), patiently);
    const handlers = async () =>
      Promise.all(workers.map(async (worker) => (await worker.dump()).channelMessageHandlers));
    const before = await handlers();
    for (let round = 0; round < 5; round += 1) {
      const guest = await join(server, room);
      await guest.watch([sound]);
      await ann.watch([await guest.speak(900)]);
      expect(await spread(server, 'rooms')).toEqual([1, 1]);
      expect(await spread(server, 'piped')).toEqual([1, 1]);
      guest.leave();
      await vi.waitFor(async () => {
        expect(await spread(server, 'rooms')).toEqual([1, 0]);
        expect(await spread(server, 'piped')).toEqual([0, 0]);
        expect(await handlers()).toEqual(before);
      }, patiently);
    }
  });

  test('first leaves the others where they are', async () => {
    const { server, room, ann, bob } = await apart();
    const cai = await join(server, room);
    const sound = await bob.speak(440);
    await cai.watch([sound]);
    await hears(cai, sound, 440);
    ann.leave();
    await morePackets(cai, sound);
    // Whoever comes then finds a place again.
    const dia = await join(server, room);
    await dia.watch([sound]);
    await hears(dia, sound, 440);
  });
});

describe('when a worker dies', () => {
  test('those on the other one do not notice, and those on it are put elsewhere', async () => {
    const { server, room, ann, bob, lost, annLost, bobLost, speakers } = await apart({
      peersPerWorker: 2,
    });
    const caiLost = vi.fn();
    const cai = await join(server, room, caiLost);
    const annSound = await ann.speak(440);
    const pid = await carrier(server);
    const bobSound = await bob.speak(1000);
    await Promise.all([bob.watch([annSound]), cai.watch([annSound, bobSound])]);
    await Promise.all([
      hears(bob, annSound, 440),
      hears(cai, annSound, 440),
      hears(cai, bobSound, 1000),
    ]);

    process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(annLost).toHaveBeenCalledOnce(), patiently);
    await morePackets(cai, bobSound);
    await vi.waitFor(() => expect(speakers.at(-1)).toEqual([bob.peerId]), patiently);
    expect(await bob.media.inspect(annSound)).toEqual({ producer: undefined, consumer: undefined });
    expect((await bob.media.want([{ publicationId: annSound }])).unavailable).toEqual([annSound]);
    await expect(ann.media.want([])).rejects.toMatchObject({ code: 'not-found' });

    await vi.waitFor(() => expect(server.isReady).toBe(true), patiently);
    const again = await join(server, room);
    expect(await spread(server, 'transports')).toEqual([4, 2]);
    await again.speak(440, annSound);
    await again.watch([bobSound]);
    await Promise.all([bob.watch([annSound]), cai.watch([annSound, bobSound])]);
    await Promise.all([
      hears(bob, annSound, 440),
      hears(cai, annSound, 440),
      hears(again, bobSound, 1000),
    ]);
    expect(await spread(server, 'piped')).toEqual([1, 1]);
    for (const tell of [lost, bobLost, caiLost]) expect(tell).not.toHaveBeenCalled();
    expect(annLost).toHaveBeenCalledOnce();
  });

  test('and then the other one, the room is lost, and its peers are not told one by one', async () => {
    const { server, room, ann, lost, annLost, bobLost } = await apart();
    await ann.speak(440);
    const first = await carrier(server);
    const pids = (await server.load()).map(({ pid }) => pid);
    process.kill(first, 'SIGKILL');
    await vi.waitFor(() => expect(annLost).toHaveBeenCalledOnce(), patiently);
    expect(lost).not.toHaveBeenCalled();
    for (const pid of pids) if (pid !== first) process.kill(pid, 'SIGKILL');
    await vi.waitFor(() => expect(lost).toHaveBeenCalledOnce(), patiently);
    expect(bobLost).not.toHaveBeenCalled();
    await expect(join(server, room)).rejects.toMatchObject({ code: 'not-found' });
  });
});
