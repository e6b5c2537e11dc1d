import type { PipeTransport, Producer, Router } from 'mediasoup/types';
import { bothOrNone } from './bothOrNone.ts';
import { KEY_FRAME_REQUEST_DELAY_MS } from './keyFrames.ts';
import { closedMeanwhile } from './mediaFailure.ts';
import { PictureStart } from './PictureStart.ts';

/**
 * Over this machine's loopback, on ports that a system hands out by itself (RFC 6335, section 6): never
 * the one that a worker which has died is about to get back.
 */
const LISTEN_INFO = {
  protocol: 'udp',
  ip: '127.0.0.1',
  portRange: { min: 49_152, max: 65_535 },
} as const;

/**
 * A one-way connection between two routers: what it carries can be consumed at its end. It closes when
 * either of them does.
 *
 * Not mediasoup's `pipeToRouter`: that one asks for pauses without looking at the answer, so that a
 * worker which dies at that moment leaves a rejection that nobody can catch, and it keeps a pair of
 * transports that could not be made.
 */
export class Pipe {
  readonly #entry: PipeTransport;
  readonly #exit: PipeTransport;
  readonly #pictureStart = new PictureStart();

  private constructor(entry: PipeTransport, exit: PipeTransport) {
    this.#entry = entry;
    this.#exit = exit;
    entry.observer.once('close', () => exit.close());
    exit.observer.once('close', () => entry.close());
  }

  static async open(from: Router, to: Router): Promise<Pipe> {
    // A burst that overflows a socket is sent again: beyond the pipe nobody has the packet.
    const options = { listenInfo: LISTEN_INFO, enableRtx: true };
    const [entry, exit] = await bothOrNone([
      from.createPipeTransport(options),
      to.createPipeTransport(options),
    ]);
    const pipe = new Pipe(entry, exit);
    try {
      await Promise.all([connect(entry, exit), connect(exit, entry)]);
      if (pipe.isClosed) throw closedMeanwhile();
      return pipe;
    } catch (error) {
      pipe.close();
      throw error;
    }
  }

  get isClosed(): boolean {
    return this.#entry.closed || this.#exit.closed;
  }

  /**
   * @returns the producer at the other end, under the same id, with all layers; it pauses, resumes and
   *   closes with the one that is carried
   */
  async carry(producer: Producer): Promise<Producer> {
    const consumer = await this.#entry.consume({ producerId: producer.id });
    let copy: Producer | undefined;
    try {
      copy = await this.#exit.produce({
        id: producer.id,
        kind: producer.kind,
        rtpParameters: consumer.rtpParameters,
        paused: consumer.producerPaused,
        keyFrameRequestDelay: KEY_FRAME_REQUEST_DELAY_MS,
      });
      // Whatever ended while the copy was made could not close it.
      if (consumer.closed || copy.closed || this.isClosed) throw closedMeanwhile();
    } catch (error) {
      consumer.close();
      copy?.close();
      throw error;
    }
    this.#follow(copy, consumer);
    return copy;
  }

  close(): void {
    this.#entry.close();
    this.#exit.close();
  }

  #follow(copy: Producer, consumer: Carrying): void {
    const obey = () => {
      this.#set(copy, consumer.producerPaused).catch(() => {
        // It ended meanwhile; nothing else can be refused here.
      });
    };
    consumer.observer.on('pause', obey);
    consumer.observer.on('resume', obey);
    consumer.observer.once('close', () => copy.close());
    copy.observer.once('close', () => consumer.close());
    if (copy.paused !== consumer.producerPaused) obey();
  }

  #set(copy: Producer, isPaused: boolean): Promise<void> {
    this.#pictureStart.cancel(copy);
    if (isPaused) return copy.pause();
    return copy.kind === 'video' ? this.#pictureStart.resume(copy) : copy.resume();
  }
}

type Carrying = Awaited<ReturnType<PipeTransport['consume']>>;

function connect(transport: PipeTransport, { tuple }: PipeTransport): Promise<void> {
  return transport.connect({ ip: tuple.localAddress, port: tuple.localPort });
}
