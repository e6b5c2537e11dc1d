import type { BaseLogger } from 'pino';
import type { WorkerLoad } from '../MediaServer.ts';
import type { AddressPlan } from './addresses.ts';
import { MediaWorker } from './MediaWorker.ts';

export type WorkerPoolOptions = {
  workerBin: string | undefined;
  /** How many. */
  workers: number;
  /** Of the first worker; each further one takes the next. */
  port: number;
  /** Asked at each start of a worker: a machine's addresses change. */
  plan: () => Promise<AddressPlan>;
  log: BaseLogger;
};

const FIRST_RESTART_DELAY_MS = 200;
const MAX_RESTART_DELAY_MS = 30_000;
/** How often it is looked at how busy the workers are. */
const LOOK_MS = 2_000;
/** A worker that lived this long was sound; its end is not the next of a series. */
const SOUND_AFTER_MS = 60_000;

/** How long to wait before a worker's nth replacement in a row; n from 0. */
export function restartDelayMs(restarts: number): number {
  return Math.min(FIRST_RESTART_DELAY_MS * 2 ** restarts, MAX_RESTART_DELAY_MS);
}

type Slot = {
  readonly index: number;
  worker: MediaWorker | undefined;
  /** In a row. */
  restarts: number;
  timer: NodeJS.Timeout | undefined;
};

/** Keeps the wished number of workers running. One that dies is replaced; its rooms are gone with it. */
export class WorkerPool {
  readonly #options: WorkerPoolOptions;
  readonly #slots: Slot[];
  #isClosed = false;
  #deaths = 0;
  /** The replacement under way, if any; waited for when closing. */
  readonly #starting = new Set<Promise<void>>();
  readonly #looking: NodeJS.Timeout;

  private constructor(options: WorkerPoolOptions) {
    this.#options = options;
    this.#slots = Array.from({ length: options.workers }, (_, index) => ({
      index,
      worker: undefined,
      restarts: 0,
      timer: undefined,
    }));
    this.#looking = setInterval(() => this.#look(), LOOK_MS);
  }

  /** Resolves when all workers run; when one cannot be started, none is left. */
  static async start(options: WorkerPoolOptions): Promise<WorkerPool> {
    const pool = new WorkerPool(options);
    const starts = await Promise.allSettled(pool.#slots.map((slot) => pool.#startWorker(slot)));
    const failed = starts.find((start) => start.status === 'rejected');
    if (failed) {
      await pool.close();
      throw failed.reason;
    }
    return pool;
  }

  /** True while every worker runs. */
  get isComplete(): boolean {
    return !this.#isClosed && this.#slots.every(({ worker }) => worker && !worker.isClosed);
  }

  /** Workers that ended without having been told to. */
  get deaths(): number {
    return this.#deaths;
  }

  async load(): Promise<WorkerLoad[]> {
    const loads = await Promise.allSettled(this.running().map((worker) => worker.load()));
    return loads.flatMap((load) => (load.status === 'fulfilled' ? [load.value] : []));
  }

  /** Those that run. */
  running(): MediaWorker[] {
    return this.#slots.flatMap(({ worker }) => (worker && !worker.isClosed ? [worker] : []));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#looking);
    for (const slot of this.#slots) clearTimeout(slot.timer);
    await Promise.all(this.#starting);
    await Promise.all(this.#slots.map(({ worker }) => worker?.close()));
  }

  #look(): void {
    for (const worker of this.running()) {
      worker.look().catch((error: unknown) => {
        this.#options.log.warn({ err: error, pid: worker.pid }, 'how busy a worker is was not told');
      });
    }
  }

  async #startWorker(slot: Slot): Promise<void> {
    const { workerBin, port, plan, log } = this.#options;
    const addresses = await plan();
    const worker = await MediaWorker.start({ workerBin, port: port + slot.index, addresses });
    const startedAt = performance.now();
    slot.worker = worker;
    worker.onDied = (error) => {
      log.error({ err: error, pid: worker.pid, rooms: worker.open.rooms }, 'A media worker died');
      slot.worker = undefined;
      this.#deaths += 1;
      if (performance.now() - startedAt > SOUND_AFTER_MS) slot.restarts = 0;
      this.#restartLater(slot);
    };
    log.info({ pid: worker.pid, port: port + slot.index, ...addresses }, 'Media worker running');
  }

  #restartLater(slot: Slot): void {
    if (this.#isClosed) return;
    slot.timer = setTimeout(() => {
      const starting = this.#startWorker(slot).catch((error: unknown) => {
        this.#options.log.error({ err: error }, 'A media worker could not be replaced yet');
        this.#restartLater(slot);
      });
      this.#starting.add(starting);
      void starting.finally(() => this.#starting.delete(starting));
    }, restartDelayMs(slot.restarts));
    slot.restarts += 1;
  }
}
