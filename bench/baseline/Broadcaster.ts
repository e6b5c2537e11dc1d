import { fileURLToPath } from 'node:url';
import { io, type Socket } from 'socket.io-client';
import { freePort } from '../../tools/testing/freePorts.ts';
import { ServerProcess } from '../src/ServerProcess.ts';
import type { ListenerEvents, SpeakerEvents, Used } from './broadcastWire.ts';

const PROGRAM = fileURLToPath(new URL('broadcast.ts', import.meta.url));

type Line = Socket<ListenerEvents, SpeakerEvents>;

/** A bare socket.io server in a process of its own, and the sockets that listen to it. */
export class Broadcaster {
  readonly #process: ServerProcess;
  readonly #url: string;
  readonly #lines: Line[] = [];

  private constructor(process: ServerProcess, url: string) {
    this.#process = process;
    this.#url = url;
  }

  static async start(): Promise<Broadcaster> {
    const port = await freePort();
    const server = new ServerProcess(PROGRAM, { PORT: String(port) });
    await server.start();
    return new Broadcaster(server, `http://127.0.0.1:${port}`);
  }

  async open(): Promise<void> {
    const line: Line = io(this.#url, { transports: ['websocket'], reconnection: false, forceNew: true });
    await new Promise<void>((resolve, reject) => {
      line.once('connect', resolve);
      line.once('connect_error', reject);
    });
    this.#lines.push(line);
  }

  /** One says something. @returns how long it took until all have heard it, in milliseconds */
  async say(said: object): Promise<number> {
    const saidAt = performance.now();
    const heard = this.#lines.map(
      (line) => new Promise<void>((resolve) => line.once('said', () => resolve())),
    );
    await this.#first.emitWithAck('say', said);
    await Promise.all(heard);
    return performance.now() - saidAt;
  }

  used(): Promise<Used> {
    return this.#first.emitWithAck('used');
  }

  async stop(): Promise<void> {
    for (const line of this.#lines) line.disconnect();
    await this.#process.end('SIGKILL');
  }

  get #first(): Line {
    const [first] = this.#lines;
    if (!first) throw new Error('nobody listens');
    return first;
  }
}
