import { RTCAudioSource } from '@parley/webrtc-node/nonstandard';

const SAMPLE_RATE = 48_000;
const FRAME_MS = 10;
const SAMPLES = (SAMPLE_RATE * FRAME_MS) / 1000;

/** A microphone that hears one tone, or nothing. */
export class Tone {
  readonly track: MediaStreamTrack;
  isSounding: boolean;
  readonly #timer: NodeJS.Timeout;

  constructor(hertz: number, isSounding = true) {
    this.isSounding = isSounding;
    const source = new RTCAudioSource();
    this.track = source.createTrack();
    const startedAt = performance.now();
    let frames = 0;
    const send = () => {
      // As many frames as time has passed: a busy machine's timers come late.
      for (; frames * FRAME_MS <= performance.now() - startedAt; frames += 1) {
        const volume = this.isSounding ? 12_000 : 0;
        const samples = Int16Array.from({ length: SAMPLES }, (_, index) =>
          Math.round(
            volume * Math.sin((2 * Math.PI * hertz * (frames * SAMPLES + index)) / SAMPLE_RATE),
          ),
        );
        source.onData({
          samples,
          sampleRate: SAMPLE_RATE,
          bitsPerSample: 16,
          channelCount: 1,
          numberOfFrames: SAMPLES,
        });
      }
    };
    this.#timer = setInterval(send, FRAME_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.track.stop();
  }
}
