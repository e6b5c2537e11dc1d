import { ParleyError } from '@parley/protocol/errors';
import type { Direction } from '@parley/protocol/media';
import { observer } from 'mediasoup';
import type { Consumer, Producer, Transport, Worker } from 'mediasoup/types';

/** What `RoomPart` writes beside each transport of a peer. */
type Owner = { peerId: string; direction: Direction };

type Seen = { transport: Transport; worker: Worker; owner: Owner };

/**
 * Reaches past the server's own books to the SFU's objects, of which mediasoup itself tells. It sees
 * what is made after it was: make it before the first worker.
 */
export class MediaFaults {
  readonly #transports = new Map<string, Seen>();
  readonly #producers = new Map<string, Producer>();
  readonly #consumers = new Map<string, { consumer: Consumer; peerId: string }>();

  constructor() {
    observer.on('newworker', (worker) => {
      worker.observer.on('newrouter', (router) => {
        router.observer.on('newtransport', (transport) => {
          // What goes from worker to worker is nobody's, and has the ids of what it copies.
          if (transport.type !== 'pipe') this.#watch(worker, transport);
        });
      });
    });
  }

  async pauseConsumer(peerId: string, publicationId: string): Promise<void> {
    const found = [...this.#consumers.values()].find(
      (seen) => seen.peerId === peerId && seen.consumer.producerId === publicationId,
    );
    if (!found) throw new ParleyError('not-found', 'This peer does not receive this publication.');
    await found.consumer.pause();
  }

  async pauseProducer(publicationId: string): Promise<void> {
    const producer = this.#producers.get(publicationId);
    if (!producer) throw new ParleyError('not-found', 'There is no such publication.');
    await producer.pause();
  }

  closeTransport(peerId: string, direction: Direction): void {
    this.#find(
      ({ owner }) => owner.peerId === peerId && owner.direction === direction,
    ).transport.close();
  }

  /** @param peerIds of those who are in the room */
  signalWorker(peerIds: ReadonlySet<string>, signal: NodeJS.Signals): () => void {
    const { worker } = this.#find(({ owner }) => peerIds.has(owner.peerId));
    process.kill(worker.pid, signal);
    return () => {
      if (!worker.subprocessClosed) process.kill(worker.pid, 'SIGCONT');
    };
  }

  #find(isIt: (seen: Seen) => boolean): Seen {
    const found = [...this.#transports.values()].find(isIt);
    if (!found) throw new ParleyError('not-found', 'There is no transport of this peer or room.');
    return found;
  }

  #watch(worker: Worker, transport: Transport): void {
    const owner = transport.appData as Owner;
    this.#transports.set(transport.id, { transport, worker, owner });
    transport.observer.once('close', () => this.#transports.delete(transport.id));
    transport.observer.on('newproducer', (producer) => {
      this.#producers.set(producer.id, producer);
      producer.observer.once('close', () => {
        if (this.#producers.get(producer.id) === producer) this.#producers.delete(producer.id);
      });
    });
    transport.observer.on('newconsumer', (consumer) => {
      this.#consumers.set(consumer.id, { consumer, peerId: owner.peerId });
      consumer.observer.once('close', () => this.#consumers.delete(consumer.id));
    });
  }
}
