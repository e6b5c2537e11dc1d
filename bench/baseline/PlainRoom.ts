import { fileURLToPath } from 'node:url';
import { freePort } from '../../tools/testing/freePorts.ts';
import { type Contender, type Listener, NAMES } from '../src/resilience/Contender.ts';
import { everybodyHears } from '../src/resilience/everybodyHears.ts';
import { ServerProcess } from '../src/ServerProcess.ts';
import { PlainPeer } from './PlainPeer.ts';

export const PLAIN_SERVER = fileURLToPath(new URL('server.ts', import.meta.url));

/** What Parley is compared with: a plain mediasoup room whose people reload and join again. */
export class PlainRoom implements Contender {
  readonly name = NAMES.plain;
  #server: ServerProcess | undefined;
  #url = '';

  async start(): Promise<void> {
    const port = await freePort();
    this.#url = `http://127.0.0.1:${port}`;
    this.#server = new ServerProcess(PLAIN_SERVER, {
      PORT: String(port),
      MEDIA_IP: '127.0.0.1',
      MEDIA_PORT: String(await freePort()),
    });
    await this.#server.start();
  }

  async join(count: number, withPictures: boolean): Promise<Listener[]> {
    const listeners = Array.from(
      { length: count },
      (_, index) =>
        new PlainPeer(this.#url, `Peer ${index + 1}`, {
          isHumming: index < 2,
          hasCamera: withPictures && index < 2,
        }),
    );
    if (!(await everybodyHears(listeners))) throw new Error('not everybody hears');
    return listeners;
  }

  async cutSocket(listener: Listener): Promise<void> {
    if (listener instanceof PlainPeer) listener.cut();
  }

  async killWorker(): Promise<void> {
    const server = this.#running;
    process.kill(Number(server.said('workerPid')), 'SIGKILL');
    // What watches over it starts it again the moment that it has ended.
    void server.ended().then(() => server.start());
  }

  async killServer(): Promise<void> {
    await this.#running.end('SIGKILL');
    await this.#running.start();
  }

  async stop(): Promise<void> {
    await this.#server?.end('SIGKILL');
  }

  get #running(): ServerProcess {
    if (!this.#server) throw new Error('the server was not started');
    return this.#server;
  }
}
