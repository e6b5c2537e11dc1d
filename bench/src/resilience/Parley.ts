import { CallSession } from '@parley/client/session/CallSession';
import type { CallState } from '@parley/client/session/store/CallState';
import { FaultClient } from '../../../e2e/fixtures/faults.ts';
import { Ear, Mouth } from '../sound.ts';
import { type BenchServer, startServer } from '../startServer.ts';
import type { Contender, Listener } from './Contender.ts';
import { everybodyHears } from './everybodyHears.ts';

const ROOM = 'bench';
/** What a full house says to the console is not what is measured. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** The call engine of the web app, in this process. */
export class ParleyListener implements Listener {
  readonly name: string;
  readonly ear = new Ear();
  readonly session: CallSession;
  readonly #mouth: Mouth | undefined;

  constructor(url: string, name: string, isHumming: boolean) {
    this.name = name;
    this.#mouth = isHumming ? new Mouth() : undefined;
    this.session = new CallSession({
      url,
      room: ROOM,
      log: SILENT,
      rtc: { handlerName: 'Chrome111' },
      firstWish: { videos: 0, size: { width: 640, height: 360 } },
    });
    this.session.store.subscribe((state) => this.ear.listenTo(firstSound(state)));
  }

  async join(): Promise<void> {
    if (this.#mouth) await this.session.publishTrack('microphone', this.#mouth.track);
    await this.session.prepare();
    await this.session.join(this.name);
  }

  async leave(): Promise<void> {
    this.ear.close();
    this.#mouth?.close();
    await this.session.leave();
  }
}

/** Of the peer that is here longest and is not this one. */
function firstSound({ publications, peers, received, selfId }: CallState): MediaStreamTrack | undefined {
  const [first] = Object.values(publications)
    .filter(({ source, peerId }) => source === 'microphone' && peerId !== selfId)
    .sort((a, b) => (peers[a.peerId]?.joinedAt ?? 0) - (peers[b.peerId]?.joinedAt ?? 0));
  return first && received[first.publicationId];
}

export class Parley implements Contender {
  readonly name = 'Parley';
  #server: BenchServer | undefined;

  async start(): Promise<void> {
    this.#server = await startServer({ FAULTS: '1', LOG_LEVEL: 'info' });
  }

  get faults(): FaultClient {
    return new FaultClient(this.#running.url);
  }

  async join(count: number): Promise<ParleyListener[]> {
    const listeners = Array.from(
      { length: count },
      (_, index) => new ParleyListener(this.#running.url, `Peer ${index + 1}`, index < 2),
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
