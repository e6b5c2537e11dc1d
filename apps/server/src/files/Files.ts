import type { ReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { ParleyError } from '@parley/protocol/errors';
import type { OwnFile } from '@parley/protocol/file';
import type { BaseLogger } from 'pino';
import type { FileRepository, KeptFile } from '../storage/FileRepository.ts';
import type { FileAllowance, FileOwner } from './FileAllowance.ts';
import type { FileDisk } from './FileDisk.ts';

type Setup = {
  repository: FileRepository;
  disk: FileDisk;
  allowance: FileAllowance;
  /** Calls back after so many milliseconds. */
  after: (ms: number, callback: () => void) => () => void;
  now: () => number;
  newId: () => string;
  log: BaseLogger;
};

/** A file that somebody wants to bring. */
export type FileOffer = {
  /** In bytes. */
  size: number;
  by: FileOwner;
  /** In the chat of a room, for as long as it is kept; or sealed, for so many milliseconds. */
  kept: { room: string; name: string; mediaType: string } | { forMs: number };
};

const HOUR_MS = 3_600_000;
/** From the offer to the last byte, and from there to the message that names it. */
const PATIENCE_MS = HOUR_MS;
/** When the database or the disk did not do it. */
const RETRY_MS = HOUR_MS;
/** A clock that is a little ahead of the timers must not make them run in circles. */
const LEAST_MS = 1_000;
/** Timers of Node go no further than 24.8 days; what is later is looked at again then. */
const LONGEST_MS = 24 * 24 * HOUR_MS;
/** Ids that the database is asked about at once. */
const ASKED_AT_ONCE = 500;

/**
 * The files that people send: offered where it is known who they are, brought and read by whoever has the
 * id, and gone with what they belong to. A row is there before the first byte and goes before the last.
 */
export class Files {
  readonly #setup: Setup;
  /** What is coming in at the moment, by its id. */
  readonly #incoming = new Map<string, Readable>();
  #sweeping: Promise<void> = Promise.resolve();
  #timer: { at: number; callOff: () => void } | undefined;

  constructor(setup: Setup) {
    this.#setup = setup;
  }

  /** The largest that is taken, in bytes; 0 where none is. */
  get maxBytes(): number {
    return this.#setup.allowance.maxBytes;
  }

  /** Ends what a server before this one had begun; from now on what expires is removed then. */
  async begin(): Promise<void> {
    const { repository, disk, log } = this.#setup;
    try {
      await disk.removeParts();
      const there = await disk.list();
      // Without the directory it may be another disk than before, and the files are not lost yet.
      if (there !== undefined) {
        const isThere = new Set(there);
        await repository.remove((await repository.whole()).filter((fileId) => !isThere.has(fileId)));
      }
    } catch (error) {
      log.warn({ err: error }, 'files without bytes were not forgotten');
    }
    await this.#expire();
  }

  /**
   * @returns the id, with which the file can be brought within an hour
   * @throws {ParleyError} as `FileAllowance.take`
   */
  async offer({ size, by, kept }: FileOffer): Promise<string> {
    const { repository, allowance, now, newId } = this.#setup;
    const fileId = newId();
    await allowance.take(size, by, async () => {
      const at = now();
      await repository.add({
        fileId,
        size,
        createdAt: at,
        expiresAt: at + PATIENCE_MS,
        accountId: by.accountId,
        ...('room' in kept
          ? { ...kept, keptUntil: null }
          : { room: null, name: null, mediaType: null, keptUntil: at + kept.forMs }),
      });
    });
    this.#expireIn(PATIENCE_MS);
    return fileId;
  }

  /**
   * Takes a file in. Whoever lost the connection on the way may begin anew; when the file is whole, it
   * stays as it is.
   *
   * @param announced how many bytes are said to come, where that is said
   * @throws {ParleyError} `not-found`; `conflict` when it is whole; `bad-request` for another size than
   * was offered, or when it stops coming; `full`
   */
  async put(fileId: string, announced: number | undefined, bytes: Readable): Promise<void> {
    const { repository, disk, now } = this.#setup;
    const { size, isWhole, keptUntil } = await this.#find(fileId);
    if (isWhole) throw new ParleyError('conflict', 'This file is here already.');
    if (announced !== undefined && announced !== size) {
      throw new ParleyError('bad-request', `This file was offered with ${size} bytes.`);
    }
    this.#incoming.get(fileId)?.destroy();
    this.#incoming.set(fileId, bytes);
    try {
      await disk.write(fileId, size, bytes);
      const at = now();
      const expiresAt = keptUntil ?? at + PATIENCE_MS;
      if (await repository.complete(fileId, at, expiresAt)) return this.#expireIn(expiresAt - at);
      // Either it went meanwhile, and its bytes go after it, or another attempt was faster.
      await this.sweep();
      await this.#find(fileId);
      throw new ParleyError('conflict', 'This file is here already.');
    } finally {
      if (this.#incoming.get(fileId) === bytes) this.#incoming.delete(fileId);
    }
  }

  /** @throws {ParleyError} `not-found`, also for one that is not whole */
  async read(fileId: string): Promise<{ file: KeptFile; bytes: ReadStream }> {
    const file = await this.#find(fileId);
    const bytes = file.isWhole ? await this.#setup.disk.read(fileId) : undefined;
    if (bytes === undefined) throw notFound();
    return { file, bytes };
  }

  /** All that somebody brought and that is here, the oldest first. */
  of(accountId: string): Promise<OwnFile[]> {
    return this.#setup.repository.of(accountId, this.#setup.now());
  }

  /** Removes the bytes of files that are forgotten: to be called when something was that may have had some. */
  sweep(): Promise<void> {
    const { log } = this.#setup;
    this.#sweeping = this.#sweeping
      .then(() => this.#removeForgotten())
      .catch((error) => log.warn({ err: error }, 'files that are forgotten were not removed'));
    return this.#sweeping;
  }

  /** Breaks off what is coming in; resolves when nothing is being removed any more. */
  async close(): Promise<void> {
    this.#timer?.callOff();
    for (const bytes of this.#incoming.values()) bytes.destroy();
    await this.#sweeping;
  }

  async #find(fileId: string): Promise<KeptFile> {
    const file = await this.#setup.repository.find(fileId, this.#setup.now());
    if (file === undefined) throw notFound();
    return file;
  }

  async #removeForgotten(): Promise<void> {
    const { repository, disk } = this.#setup;
    // First what is there, then what is known: a row is older than its bytes.
    const there = (await disk.list()) ?? [];
    for (let from = 0; from < there.length; from += ASKED_AT_ONCE) {
      const asked = there.slice(from, from + ASKED_AT_ONCE);
      const known = new Set(await repository.known(asked));
      for (const fileId of asked) if (!known.has(fileId)) await disk.remove(fileId);
    }
  }

  async #expire(): Promise<void> {
    const { repository, now, log } = this.#setup;
    try {
      const next = await repository.removeExpired(now());
      if (next !== undefined) this.#expireIn(Math.max(next - now(), LEAST_MS));
    } catch (error) {
      log.warn({ err: error }, 'files that have expired were not removed');
      this.#expireIn(RETRY_MS);
    }
    await this.sweep();
  }

  /** One timer, for the one that expires first. */
  #expireIn(ms: number): void {
    const at = this.#setup.now() + ms;
    if (this.#timer !== undefined && this.#timer.at <= at) return;
    this.#timer?.callOff();
    const callOff = this.#setup.after(Math.min(ms, LONGEST_MS), () => {
      this.#timer = undefined;
      void this.#expire();
    });
    this.#timer = { at, callOff };
  }
}

function notFound(): ParleyError {
  return new ParleyError('not-found', 'This file is not there, or not any more.');
}
