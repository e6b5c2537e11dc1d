import { expect, test, vi } from 'vitest';
import { join, patiently } from './support/join.ts';
import { openRoom, startMedia } from './support/startMedia.ts';
import { Tone } from './support/Tone.ts';

test('whoever speaks is named, until the microphone is muted; screen sound does not count', async () => {
  const server = await startMedia();
  const heard: string[][] = [];
  const room = await openRoom(server, { speakersChanged: (peerIds) => heard.push(peerIds) });
  const [ann, bob] = await Promise.all([join(server, room), join(server, room)]);
  const film = new Tone(600);
  await ann.publish('screen-audio', film.track);
  const microphone = await bob.speak(440);
  await vi.waitFor(() => expect(heard.at(-1)).toEqual([bob.peerId]), patiently);
  await bob.media.setPaused(microphone, true);
  await vi.waitFor(() => expect(heard.at(-1)).toEqual([]), patiently);
  expect(heard.flat()).not.toContain(ann.peerId);
  const other = await ann.speak(440);
  await bob.media.setPaused(microphone, false);
  await vi.waitFor(
    () => expect(heard.at(-1)?.toSorted()).toEqual([ann.peerId, bob.peerId].sort()),
    patiently,
  );
  ann.media.unpublish(other);
  bob.media.close();
  await vi.waitFor(() => expect(heard.at(-1)).toEqual([]), patiently);
  for (const [index, list] of heard.entries()) expect(list).not.toEqual(heard[index + 1]);
  film.stop();
});
