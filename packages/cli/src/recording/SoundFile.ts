import { Ffmpeg } from '../media/Ffmpeg.ts';
import { FRAME_SAMPLES, SAMPLE_RATE } from '../media/soundFormat.ts';
import { MIX_CHANNELS } from './Mixer.ts';

type Options = {
  path: string;
  /** What ffmpeg makes of it. */
  encoding: readonly string[];
  /** So many frames of 10 ms it begins with nothing. */
  silentFrames?: number;
};

const INPUT = ['-f', 's16le', '-ar', String(SAMPLE_RATE), '-ac', String(MIX_CHANNELS), '-i', 'pipe:0'];

/** A file that sound is written into as it comes. It is whole in any case. */
export class SoundFile {
  readonly path: string;
  readonly #ffmpeg: Promise<Ffmpeg>;
  /** What came before ffmpeg did. */
  #early: Buffer[] | undefined = [];

  constructor({ path, encoding, silentFrames = 0 }: Options) {
    this.path = path;
    const silence = `anullsrc=r=${SAMPLE_RATE}:cl=stereo,atrim=end_sample=${silentFrames * FRAME_SAMPLES}[silence]`;
    const begin = ['-filter_complex', `${silence};[silence][0:a]concat=n=2:v=0:a=1`];
    // Never over a file that is there; and what was said is on disk soon.
    const output = ['-n', ...encoding, '-flush_packets', '1', `file:${path}`];
    this.#ffmpeg = Ffmpeg.start([...INPUT, ...(silentFrames > 0 ? begin : []), ...output]);
    this.#ffmpeg.then(
      ({ input }) => {
        for (const sound of this.#early ?? []) input.write(sound);
        this.#early = undefined;
      },
      // Told by `ended`.
      () => {},
    );
  }

  /** 10 ms, channels interleaved. */
  write(samples: Int16Array): void {
    const sound = Buffer.from(samples.buffer);
    if (this.#early !== undefined) this.#early.push(sound);
    else void this.#ffmpeg.then(({ input }) => input.write(sound));
  }

  /** @throws {Error} when ffmpeg cannot write it */
  async ended(): Promise<void> {
    await (await this.#ffmpeg).ended();
  }

  /** @throws {Error} as `ended` */
  async close(): Promise<void> {
    (await this.#ffmpeg).input.end();
    await this.ended();
  }
}
