import type { Readable } from 'node:stream';
import type { PictureFrame } from '@parley/webrtc-node/nonstandard';

const LINE_END = 0x0a;
const LONGEST_HEADER = 1_024;

/**
 * The pictures of a stream in the format of YUV4MPEG2, 4:2:0: a header with the size, then each frame after a
 * line of its own. It is what ffmpeg's `yuv4mpegpipe` writes.
 *
 * @throws {Error} when it is something else
 */
export async function* pictureFrames(stream: Readable): AsyncGenerator<PictureFrame> {
  const bytes = new ByteReader(stream);
  const header = await bytes.line();
  if (header === undefined) return;
  const size = /^YUV4MPEG2 W(\d+) H(\d+) /.exec(`${header} `);
  if (size === null) throw new Error('The pictures do not come as YUV4MPEG2.');
  const [width, height] = [Number(size[1]), Number(size[2])];
  const length = width * height + 2 * Math.ceil(width / 2) * Math.ceil(height / 2);
  while ((await bytes.line()) !== undefined) {
    const data = await bytes.take(length);
    if (data === undefined) return;
    yield { width, height, data: new Uint8Array(data) };
  }
}

/** Takes lines and stretches of bytes out of a stream; undefined once there are not as many. */
class ByteReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #waiting: Buffer[] = [];
  #length = 0;

  constructor(stream: Readable) {
    this.#chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  async line(): Promise<string | undefined> {
    for (;;) {
      const joined = this.#joined();
      const end = joined.subarray(0, LONGEST_HEADER).indexOf(LINE_END);
      if (end >= 0) return (await this.take(end + 1))?.subarray(0, end).toString('latin1');
      if (joined.length >= LONGEST_HEADER) throw new Error('The pictures have no header.');
      if (!(await this.#more())) return undefined;
    }
  }

  async take(length: number): Promise<Buffer | undefined> {
    while (this.#length < length) if (!(await this.#more())) return undefined;
    const joined = this.#joined();
    this.#keep([joined.subarray(length)]);
    return joined.subarray(0, length);
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#chunks.next();
    if (done) return false;
    this.#keep([...this.#waiting, value]);
    return true;
  }

  #joined(): Buffer {
    const joined = this.#waiting.length === 1 ? this.#waiting[0] : Buffer.concat(this.#waiting);
    this.#keep([joined ?? Buffer.alloc(0)]);
    return joined ?? Buffer.alloc(0);
  }

  #keep(chunks: Buffer[]): void {
    this.#waiting = chunks;
    this.#length = chunks.reduce((sum, { length }) => sum + length, 0);
  }
}
