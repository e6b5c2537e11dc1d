import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

const KEPT_WORDS = 2_000;
/** Three are every program's own. */
const FIRST_OUTPUT = 3;

/** `ffmpeg`, or a program that comes with it, is not on this machine. */
class FfmpegMissing extends Error {
  override readonly name = 'FfmpegMissing';

  constructor() {
    super('This needs ffmpeg, which is not installed here. On Debian and Ubuntu: apt install ffmpeg');
  }
}

/** `ffmpeg` or `ffprobe`, with a pipe for its input and pipes 3, 4, … for what it puts out. */
export class Ffmpeg {
  readonly input: Writable;
  readonly output: Readable;
  /** Pipes 3, 4, …, as many as were asked for. */
  readonly outputs: readonly Readable[];
  readonly #child: ChildProcess;
  readonly #ended: Promise<number | null>;
  #words = '';
  #isStopped = false;

  private constructor(child: ChildProcess) {
    const [input, output, words, ...outputs] = child.stdio as unknown as [Writable, ...Readable[]];
    this.#child = child;
    this.input = input;
    this.output = output as Readable;
    this.outputs = outputs;
    // It may end first; why is told by `ended`.
    input.on('error', () => {});
    words?.setEncoding('utf8').on('data', (text: string) => {
      this.#words = (this.#words + text).slice(-KEPT_WORDS);
    });
    this.#ended = once(child, 'close').then(([code]) => code as number | null);
  }

  /** @throws {FfmpegMissing} */
  static async start(
    args: readonly string[],
    { program = 'ffmpeg', outputs = 0 }: { program?: 'ffmpeg' | 'ffprobe'; outputs?: number } = {},
  ): Promise<Ffmpeg> {
    const stdio: StdioOptions = Array.from({ length: FIRST_OUTPUT + outputs }, () => 'pipe' as const);
    // A process group of its own: Ctrl-C is for this program, which then ends that one in order.
    const child = spawn(program, ['-hide_banner', '-loglevel', 'error', ...args], {
      stdio,
      detached: true,
    });
    try {
      await once(child, 'spawn');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new FfmpegMissing();
      throw error;
    }
    return new Ffmpeg(child);
  }

  /** @throws {FfmpegMissing} */
  static async ensureInstalled(): Promise<void> {
    await (await Ffmpeg.start(['-version'])).ended();
  }

  /**
   * Resolves when it is done.
   *
   * @throws {Error} with its own last words when it failed
   */
  async ended(): Promise<void> {
    const code = await this.#ended;
    if (code === 0 || this.#isStopped) return;
    throw new Error(`ffmpeg: ${this.#words.trim().split('\n').at(-1) || `ended with ${code}`}`);
  }

  /** Ends it; what comes of it is no error. */
  stop(): void {
    this.#isStopped = true;
    this.#child.kill('SIGTERM');
  }
}
