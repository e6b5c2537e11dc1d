import { FaultClient } from '../../../e2e/fixtures/faults.ts';
import { type BenchServer, startServer } from '../startServer.ts';
import { type Contender, type Listener, NAMES } from './Contender.ts';
import { everybodyHears } from './everybodyHears.ts';
import { ParleyListener, ROOM } from './ParleyListener.ts';

export class Parley implements Contender {
  readonly name = NAMES.parley;
  #server: BenchServer | undefined;

  async start(): Promise<void> {
    this.#server = await startServer({ FAULTS: '1', LOG_LEVEL: 'info' });
  }

  get faults(): FaultClient {
    return new FaultClient(this.#running.url);
  }

  async join(count: number, withPictures: boolean): Promise<ParleyListener[]> {
    const listeners = Array.from(
      { length: count },
      (_, index) =>
        new ParleyListener(this.#running.url, `Peer ${index + 1}`, {
          isHumming: index < 2,
          hasCamera: withPictures && index < 2,
        }),
    );
    for (const listener of listeners) await listener.join();
    if (!(await everybodyHears(listeners))) throw new Error('not everybody hears');
    return listeners;
  }

  async cutSocket(listener: Listener): Promise<void> {
    const peerId = await this.faults.peer(ROOM, listener.name);
    await this.faults.plant({ kind: 'signaling-cut', peerId, how: 'closed', forMs: 1 });
  }

  async killWorker(): Promise<void> {
    await this.faults.plant({ kind: 'worker-kill', room: ROOM });
  }

  async killServer(): Promise<void> {
    await this.#running.kill();
    await this.#running.start();
  }

  /** @returns how long it takes until a peer whose socket was cut is back as the same peer */
  async cutSocketAndReturn(listener: ParleyListener): Promise<number> {
    const { store } = listener.session;
    const { selfId } = store.getState();
    const cutAt = performance.now();
    const back = new Promise<number>((resolve) => {
      let wasAway = false;
      const stop = store.subscribe(({ connection }) => {
        wasAway ||= connection.status === 'reconnecting';
        if (!wasAway || connection.status !== 'online') return;
        stop();
        resolve(performance.now() - cutAt);
      });
    });
    await this.cutSocket(listener);
    const backMs = await back;
    if (store.getState().selfId !== selfId) throw new Error('it came back as another peer');
    return backMs;
  }

  /** The peer receives the first humming one no longer, and the server does not know. */
  async pauseConsumer(listener: Listener): Promise<void> {
    const peerId = await this.faults.peer(ROOM, listener.name);
    const publicationId = await this.faults.publication(ROOM, 'Peer 1', 'microphone');
    await this.faults.plant({ kind: 'consumer-pause', peerId, publicationId });
  }

  async pauseProducer(): Promise<void> {
    const publicationId = await this.faults.publication(ROOM, 'Peer 1', 'microphone');
    await this.faults.plant({ kind: 'producer-pause', publicationId });
  }

  async closeTransport(listener: Listener, direction: 'send' | 'receive'): Promise<void> {
    const peerId = await this.faults.peer(ROOM, listener.name);
    await this.faults.plant({ kind: 'transport-close', peerId, direction });
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  get #running(): BenchServer {
    if (!this.#server) throw new Error('the server was not started');
    return this.#server;
  }
}
