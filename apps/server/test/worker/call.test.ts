import { describe, expect, test, vi } from 'vitest';
import type { MediaRoom, MediaServer } from '../../src/media/MediaServer.ts';
import type { HeadlessPeer } from './support/HeadlessPeer.ts';
import { join, patiently } from './support/join.ts';
import { BLUE, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

async function two(): Promise<{
  server: MediaServer;
  room: MediaRoom;
  ann: HeadlessPeer;
  bob: HeadlessPeer;
}> {
  const server = await startMedia();
  const room = await openRoom(server);
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  return { server, room, ann, bob };
}

/** Waits until so many more packets of a publication have come. */
async function morePackets(peer: HeadlessPeer, publicationId: string, more: number): Promise<void> {
  const before = await peer.packets(publicationId);
  await vi.waitFor(
    async () => expect(await peer.packets(publicationId)).toBeGreaterThanOrEqual(before + more),
    patiently,
  );
}

describe('a call through the real SFU', () => {
  test('each hears the tone and sees the colour of the other, and not its own', async () => {
    const { ann, bob } = await two();
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
  });

  test('pausing a publication stops its packets, and resuming brings them back', async () => {
    const { ann, bob } = await two();
    const [sound, picture] = [await ann.speak(440), await ann.show(RED)];
    // Goes on all the time: what passes in it is the clock of this test.
    const screen = await ann.show(BLUE, 'screen');
    await bob.watch([sound, picture, screen]);
    await vi.waitFor(() => {
      expect(bob.ear(sound).amplitude(440)).toBeGreaterThan(0.1);
      expect(bob.eye(picture).sees(RED)).toBe(true);
      expect(bob.eye(screen).sees(BLUE)).toBe(true);
    }, patiently);

    await Promise.all([ann.media.setPaused(sound, true), ann.media.setPaused(picture, true)]);
    // What was on its way still comes.
    await morePackets(bob, screen, 3);
    const stopped = [await bob.packets(sound), await bob.packets(picture)];
    await morePackets(bob, screen, 20);
    expect([await bob.packets(sound), await bob.packets(picture)]).toEqual(stopped);
    await vi.waitFor(() => expect(bob.ear(sound).amplitude(440)).toBeLessThan(0.01), patiently);

    await Promise.all([ann.media.setPaused(sound, false), ann.media.setPaused(picture, false)]);
    await vi.waitFor(() => expect(bob.ear(sound).amplitude(440)).toBeGreaterThan(0.1), patiently);
    const frames = bob.eye(picture).frames;
    await vi.waitFor(() => expect(bob.eye(picture).frames).toBeGreaterThan(frames), patiently);
  });

  test('nothing is sent before the browser says that it is ready', async () => {
    const { ann, bob } = await two();
    const [picture, screen] = [await ann.show(RED), await ann.show(BLUE, 'screen')];
    const { consumers } = await bob.media.want([{ publicationId: picture }, { publicationId: screen }]);
    const first = consumers.find((one) => one.publicationId === screen);
    await bob.build(first ? [first] : []);
    await vi.waitFor(() => expect(bob.eye(screen).sees(BLUE)).toBe(true), patiently);
    // Asked again, the consumer that was never resumed is described again; the other one is known.
    const again = await bob.media.want([{ publicationId: picture }, { publicationId: screen }]);
    expect(again.consumers.map((one) => one.publicationId)).toEqual([picture]);
    expect(again.consumers).toEqual(consumers.filter((one) => one.publicationId === picture));
    await bob.build(again.consumers);
    await vi.waitFor(() => expect(bob.eye(picture).sees(RED)).toBe(true), patiently);
  });

  test('a picture that is no longer wished for stops, and returns without a new consumer', async () => {
    const { server, ann, bob } = await two();
    const [picture, screen] = [await ann.show(RED), await ann.show(BLUE, 'screen')];
    await bob.watch([picture, screen]);
    await vi.waitFor(() => expect(bob.eye(picture).sees(RED)).toBe(true), patiently);

    await bob.watch([screen]);
    await morePackets(bob, screen, 3);
    const stopped = await bob.packets(picture);
    await morePackets(bob, screen, 20);
    expect(await bob.packets(picture)).toBe(stopped);

    const frames = bob.eye(picture).frames;
    const { consumers } = await bob.media.want([{ publicationId: picture }, { publicationId: screen }]);
    expect(consumers).toEqual([]);
    await vi.waitFor(() => expect(bob.eye(picture).frames).toBeGreaterThan(frames), patiently);
    expect((await server.load())[0]?.consumers).toBe(2);
  });

  test('who joins gets every sound, and the screen before the cameras', async () => {
    const { server, room, ann, bob } = await two();
    const annCamera = await ann.show(RED);
    const bobSound = await bob.speak(440);
    const annSound = await ann.speak(1000);
    const bobScreen = await bob.show(BLUE, 'screen');
    const size = { width: 320, height: 180 };
    const first = async (videos: number) => {
      const late = await join(server, room);
      const consumers = await late.media.wantFirst({ videos, size });
      return { late, consumers, ids: consumers.map((one) => one.publicationId) };
    };
    expect((await first(0)).ids.sort()).toEqual([annSound, bobSound].sort());
    expect((await first(1)).ids.sort()).toEqual([annSound, bobSound, bobScreen].sort());
    const { late, consumers, ids } = await first(2);
    expect([...ids].sort()).toEqual([annSound, bobSound, bobScreen, annCamera].sort());
    await late.build(consumers);
    await vi.waitFor(() => {
      expect(late.eye(annCamera).sees(RED)).toBe(true);
      expect(late.eye(bobScreen).sees(BLUE)).toBe(true);
      expect(late.ear(annSound).amplitude(1000)).toBeGreaterThan(0.1);
      expect(late.ear(bobSound).amplitude(440)).toBeGreaterThan(0.1);
    }, patiently);
  });

  test("one's own publications and those that ended are unavailable", async () => {
    const { server, ann, bob } = await two();
    const [sound, picture] = [await ann.speak(440), await ann.show(RED)];
    ann.media.unpublish(picture);
    const wishes = [sound, picture, 'never-was'].map((publicationId) => ({ publicationId }));
    expect((await bob.media.want(wishes)).unavailable).toEqual([picture, 'never-was']);
    expect(await ann.media.want(wishes)).toEqual({
      consumers: [],
      unavailable: [sound, picture, 'never-was'],
      dormant: [],
    });
    // One that ends while it is asked for.
    const ending = bob.media.want([{ publicationId: sound }]);
    ann.media.unpublish(sound);
    expect(await ending).toEqual({ consumers: [], unavailable: [sound], dormant: [] });
    await vi.waitFor(async () => expect((await server.load())[0]?.consumers).toBe(0), patiently);
  });

  test('ICE can be restarted in the middle of a call', async () => {
    const { ann, bob } = await two();
    const sound = await ann.speak(440);
    await bob.watch([sound]);
    await vi.waitFor(() => expect(bob.ear(sound).amplitude(440)).toBeGreaterThan(0.1), patiently);
    await bob.restartIce('receive');
    await ann.restartIce('send');
    await morePackets(bob, sound, 20);
  });
});
