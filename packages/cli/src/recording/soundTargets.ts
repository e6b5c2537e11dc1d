import type { SoundFrame } from '@parley/webrtc-node/nonstandard';
import { Mixer } from './Mixer.ts';
import type { SoundTarget, Voice } from './RoomSound.ts';
import type { SoundFile } from './SoundFile.ts';

/** All of them in one file. */
export function mixedInto(file: SoundFile): SoundTarget {
  const mixer = new Mixer();
  return {
    push: ({ publicationId }, frame) => mixer.push(publicationId, frame),
    remove: (publicationId) => mixer.remove(publicationId),
    pass: () => file.write(mixer.take()),
  };
}

/**
 * Each of them in a file of their own, from when they are first heard. All are as long, with silence where nothing came: laid
 * over each other they are the conversation.
 *
 * @param open is told who it is, and how many frames of 10 ms have passed already
 */
export function separatedInto(open: (voice: Voice, passedFrames: number) => SoundFile): SoundTarget {
  const tracks = new Map<string, { mixer: Mixer; file: SoundFile }>();
  let passedFrames = 0;
  const begin = (voice: Voice) => {
    const track = { mixer: new Mixer(), file: open(voice, passedFrames) };
    tracks.set(voice.peerId, track);
    return track;
  };
  return {
    push(voice, frame) {
      const track = tracks.get(voice.peerId) ?? (isSound(frame) ? begin(voice) : undefined);
      track?.mixer.push(voice.publicationId, frame);
    },
    remove(publicationId) {
      for (const { mixer } of tracks.values()) mixer.remove(publicationId);
    },
    pass() {
      passedFrames += 1;
      for (const { mixer, file } of tracks.values()) file.write(mixer.take());
    },
  };
}

function isSound({ samples }: SoundFrame): boolean {
  return samples.some((sample) => sample !== 0);
}
