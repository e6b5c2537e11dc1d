import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { MediaRoom, MediaServer } from '../../src/media/MediaServer.ts';
import { HeadlessPeer } from './support/HeadlessPeer.ts';
import { BLUE, RED } from './support/Picture.ts';
import { openRoom, startMedia } from './support/startMedia.ts';

const patiently = { timeout: 20_000, interval: 20 };

async function join(server: MediaServer, room: MediaRoom): Promise<HeadlessPeer> {
  const peer = await HeadlessPeer.join(server, room);
  onTestFinished(() => peer.leave());
  return peer;
}

describe('a call through the real SFU', () => {
  test('each hears the tone and sees the colour of the other, and not its own', async () => {
    const server = await startMedia();
    const room = await openRoom(server);
    const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
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
});
