import { createReadStream, type ReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { ParleyError } from '@parley/protocol/errors';

/** Of one that is on its way, so that a name without it is a whole file. */
const PART = '.part';
/** The disk, or what may be used of it, is full. */
const FULL: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** The bytes of files, each under its id. Made with the first one. */
export class FileDisk {
  readonly #directory: string;
  #attempts = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /**
   * Keeps exactly `size` bytes; when that fails, nothing of them. Resolves when they are on disk.
   *
   * @throws {ParleyError} `bad-request` for more or less, or when they stop coming; `full`
   */
  async write(fileId: string, size: number, bytes: Readable): Promise<void> {
    // A second attempt may begin while the first one still ends.
    const part = join(this.#directory, `${fileId}.${this.#attempts++}${PART}`);
    try {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      await writeWhole(part, size, bytes);
      await rename(part, this.#pathOf(fileId));
      await syncDirectory(this.#directory);
    } catch (error) {
      await rm(part, { force: true });
      if (!FULL.includes((error as NodeJS.ErrnoException).code)) throw error;
      throw new ParleyError('full', 'The disk of this server is full.', { reason: 'server' });
    }
  }

  /** Undefined when there is no such file. */
  async read(fileId: string): Promise<ReadStream | undefined> {
    try {
      const file = await open(this.#pathOf(fileId));
      return createReadStream('', { fd: file });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  /** The ids of all that are whole; undefined while there is no place for any. */
  async list(): Promise<string[] | undefined> {
    const names = await this.#names();
    return names?.filter((name) => !name.endsWith(PART));
  }

  /** What a server before this one had begun and not brought to an end. */
  async removeParts(): Promise<void> {
    const names = (await this.#names()) ?? [];
    for (const name of names) {
      if (name.endsWith(PART)) await rm(join(this.#directory, name), { force: true });
    }
  }

  /** Nothing happens when it is gone already. */
  async remove(fileId: string): Promise<void> {
    await rm(this.#pathOf(fileId), { force: true });
  }

  async #names(): Promise<string[] | undefined> {
    try {
      return await readdir(this.#directory);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }

  #pathOf(fileId: string): string {
    return join(this.#directory, fileId);
  }
}

async function writeWhole(path: string, size: number, bytes: Readable): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    let written = 0;
    for await (const chunk of received(bytes)) {
      written += chunk.length;
      if (written > size) throw new ParleyError('bad-request', 'The file is larger than was said.');
      await file.appendFile(chunk);
    }
    if (written < size) throw new ParleyError('bad-request', 'The file is smaller than was said.');
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What comes in, and can still be answered when it is not wanted any more. */
async function* received(bytes: Readable): AsyncGenerator<Buffer> {
  const chunks = bytes.iterator({ destroyOnReturn: false });
  for (;;) {
    const next = await chunks.next().catch((error) => {
      throw new ParleyError('bad-request', 'The file stopped coming.', undefined, { cause: error });
    });
    if (next.done) return;
    yield next.value;
  }
}

/** A name is on disk when its directory is. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
