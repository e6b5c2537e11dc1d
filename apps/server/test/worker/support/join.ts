import { onTestFinished } from 'vitest';
import type { MediaRoom, MediaServer } from '../../../src/media/MediaServer.ts';
import { HeadlessPeer } from './HeadlessPeer.ts';

/** How long the tests wait for media, on a machine that has other things to do too. */
export const patiently = { timeout: 60_000, interval: 20 };

/** A peer that leaves when the test ends. */
export async function join(
  server: MediaServer,
  room: MediaRoom,
  lost?: () => void,
): Promise<HeadlessPeer> {
  const peer = await HeadlessPeer.join(server, room, lost);
  onTestFinished(() => peer.leave());
  return peer;
}
