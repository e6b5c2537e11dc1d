import type { SoundFrame } from '@parley/webrtc-node/nonstandard';
import { FRAME_SAMPLES } from '../media/soundFormat.ts';

export const MIX_CHANNELS = 2;
/** What comes in uneven portions is held back until there are so many frames of 10 ms. */
const BEGIN_WITH = 6;
/** More than this is late for good, and the oldest is left out. */
const MOST = 30;

type Voice = { frames: Int16Array[]; isPlaying: boolean };

/** Adds up the sound of several people, 10 ms at a time, in stereo at 48 kHz. */
export class Mixer {
  readonly #voices = new Map<string, Voice>();

  push(voiceId: string, frame: SoundFrame): void {
    const voice = this.#voices.get(voiceId) ?? { frames: [], isPlaying: false };
    this.#voices.set(voiceId, voice);
    voice.frames.push(toStereo(frame));
    voice.isPlaying ||= voice.frames.length >= BEGIN_WITH;
    if (voice.frames.length > MOST) voice.frames.shift();
  }

  remove(voiceId: string): void {
    this.#voices.delete(voiceId);
  }

  /** The next 10 ms, channels interleaved; silence of whoever has nothing now. */
  take(): Int16Array {
    const sum = new Float64Array(FRAME_SAMPLES * MIX_CHANNELS);
    for (const voice of this.#voices.values()) {
      const frame = voice.isPlaying ? voice.frames.shift() : undefined;
      if (frame === undefined) voice.isPlaying = false;
      else for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + (frame[i] ?? 0);
    }
    // Several who shout at once are as loud as can be, and do not fold over.
    return Int16Array.from(sum, (sample) => Math.max(-32_768, Math.min(32_767, sample)));
  }
}

/** Whatever WebRTC gives: one channel or more, at any rate. */
function toStereo({ samples, channelCount, numberOfFrames }: SoundFrame): Int16Array {
  const stereo = new Int16Array(FRAME_SAMPLES * MIX_CHANNELS);
  for (let i = 0; i < FRAME_SAMPLES; i += 1) {
    const from = Math.floor((i * numberOfFrames) / FRAME_SAMPLES) * channelCount;
    stereo[2 * i] = samples[from] ?? 0;
    stereo[2 * i + 1] = samples[from + Math.min(1, channelCount - 1)] ?? 0;
  }
  return stereo;
}
