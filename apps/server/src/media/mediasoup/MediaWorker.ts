import { createWorker } from 'mediasoup';
import type { Router, Transport, WebRtcServer, Worker } from 'mediasoup/types';
import type { WorkerLoad } from '../MediaServer.ts';
import type { AddressPlan } from './addresses.ts';
import { Busyness } from './Busyness.ts';
import { ROUTER_CODECS } from './codecs.ts';
import { MediaStartError } from './MediaStartError.ts';

export type MediaWorkerOptions = {
  /** Undefined for the one that mediasoup finds by itself. */
  workerBin: string | undefined;
  /** Udp and tcp. */
  port: number;
  addresses: AddressPlan;
};

/** How long a worker may take to end by itself. */
const CLOSE_TIMEOUT_MS = 1500;
/** A busy machine may be late with an answer; one that misses more looks than this stands still. */
const PATIENT_LOOKS = 3;

/** One process of the SFU, with the one port on which all its transports are reached. */
export class MediaWorker {
  readonly webRtcServer: WebRtcServer;
  readonly announce: readonly string[];
  /** Called once, when the process ended without having been told to. */
  onDied: ((error: Error) => void) | undefined;
  readonly #worker: Worker;
  readonly #open = { rooms: 0, transports: 0, producers: 0, consumers: 0, piped: 0 };
  readonly #busyness = new Busyness();
  /** Looks since it last answered one. */
  #unanswered = 0;

  private constructor(worker: Worker, webRtcServer: WebRtcServer, announce: readonly string[]) {
    this.#worker = worker;
    this.webRtcServer = webRtcServer;
    this.announce = announce;
    worker.on('died', (error) => this.onDied?.(error));
  }

  /** @throws {MediaStartError} */
  static async start({ workerBin, port, addresses }: MediaWorkerOptions): Promise<MediaWorker> {
    const worker = await createWorker(workerBin === undefined ? {} : { workerBin }).catch((error) => {
      throw new MediaStartError(`The media worker does not start: ${messageOf(error)}`, {
        cause: error,
      });
    });
    ignoreSignals(worker);
    try {
      const listenInfos = addresses.listen.flatMap((ip) =>
        (['udp', 'tcp'] as const).map((protocol) => ({ protocol, ip, port })),
      );
      const webRtcServer = await worker.createWebRtcServer({ listenInfos });
      return new MediaWorker(worker, webRtcServer, addresses.announce);
    } catch (error) {
      worker.close();
      throw new MediaStartError(listenFailure(messageOf(error), port, addresses.listen), {
        cause: error,
      });
    }
  }

  get pid(): number {
    return this.#worker.pid;
  }

  get isClosed(): boolean {
    return this.#worker.closed;
  }

  /** True when the process ended without having been told to. */
  get hasDied(): boolean {
    return this.#worker.died;
  }

  /** What is open now. A room counts from the moment its place was taken. */
  get open(): Readonly<Pick<WorkerLoad, 'rooms' | 'transports' | 'producers' | 'consumers' | 'piped'>> {
    return this.#open;
  }

  /** How much of a core it has used lately, 0 to 1. */
  get share(): number {
    return this.#busyness.share;
  }

  /** It should take nobody else. */
  get isFull(): boolean {
    return this.#busyness.isFull;
  }

  /** Sees how busy it is. One that does not answer for a while stands still. */
  async look(): Promise<void> {
    this.#unanswered += 1;
    if (this.#unanswered > PATIENT_LOOKS) this.#busyness.standStill();
    if (this.#unanswered > 1) return;
    try {
      const { cpuSeconds } = await this.load();
      this.#busyness.look(cpuSeconds, performance.now());
    } catch (error) {
      if (!this.isClosed) throw error;
    } finally {
      this.#unanswered = 0;
    }
  }

  async createRouter(): Promise<Router> {
    this.#open.rooms += 1;
    const done = () => {
      this.#open.rooms -= 1;
    };
    try {
      const router = await this.#worker.createRouter({ mediaCodecs: structuredClone(ROUTER_CODECS) });
      router.observer.once('close', done);
      router.observer.on('newtransport', (transport) => this.#count(transport));
      return router;
    } catch (error) {
      done();
      throw error;
    }
  }

  async load(): Promise<WorkerLoad> {
    const usage = await this.#worker.getResourceUsage();
    return {
      pid: this.pid,
      ...this.#open,
      cpuSeconds: (usage.ru_utime + usage.ru_stime) / 1000,
      // libuv gives KiB on every platform.
      peakMemoryBytes: usage.ru_maxrss * 1024,
    };
  }

  /** Resolves when the process is gone. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker.subprocessClosed) return;
    const { promise: ended, resolve } = Promise.withResolvers<void>();
    worker.on('subprocessclose', resolve);
    worker.close();
    const timer = setTimeout(() => killIfThere(worker.pid), CLOSE_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  #count(transport: Transport): void {
    const open = this.#open;
    if (transport.type === 'pipe') {
      transport.observer.on('newproducer', (producer) => {
        open.piped += 1;
        producer.observer.once('close', () => {
          open.piped -= 1;
        });
      });
      return;
    }
    open.transports += 1;
    transport.observer.once('close', () => {
      open.transports -= 1;
    });
    transport.observer.on('newproducer', (producer) => {
      open.producers += 1;
      producer.observer.once('close', () => {
        open.producers -= 1;
      });
    });
    transport.observer.on('newconsumer', (consumer) => {
      open.consumers += 1;
      consumer.observer.once('close', () => {
        open.consumers -= 1;
      });
    });
  }
}

/**
 * mediasoup ends a worker by itself when this process gets SIGTERM or SIGINT, which would silence calls
 * that are to go on for a while. When they end is not for the SFU to say.
 */
function ignoreSignals(worker: Worker): void {
  // Not among mediasoup's types, and there is no option for it.
  const { onSignal } = worker as unknown as { onSignal: () => void };
  for (const signal of ['SIGTERM', 'SIGINT']) process.off(signal, onSignal);
}

function killIfThere(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended at this very moment.
  }
}

function listenFailure(reason: string, port: number, listen: readonly string[]): string {
  if (/address already in use/i.test(reason)) {
    return (
      `The media port ${port} (udp and tcp) is taken by another program; perhaps Parley is running ` +
      'already. Stop that program, or set MEDIA_PORT to a free port (each further worker takes the next one).'
    );
  }
  if (/permission denied/i.test(reason)) {
    return `This user may not listen on the media port ${port}. Set MEDIA_PORT to one above 1023.`;
  }
  return `The media worker cannot listen on ${listen.join(', ')}, port ${port} (MEDIA_LISTEN_IP, MEDIA_PORT): ${reason}`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
