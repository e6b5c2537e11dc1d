import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { Opaque, PictureSize } from '@parley/protocol/media';
import type { PlainTransport, Producer, RtpCapabilities, RtpParameters } from 'mediasoup/types';
import type { LayerChoice } from './BareSfu.ts';
import { BareWorker } from './BareWorker.ts';
import type { Count } from './MediaPath.ts';
import type { Seat, Sfu, Usage } from './Sfu.ts';
import type { TestStream } from './streams.ts';
import { withoutEstimation } from './withoutEstimation.ts';

const IP = '127.0.0.1';

/** A bare worker and plain RTP: no ICE, no DTLS, nothing is encrypted. What forwarding costs by itself. */
export class PlainSfu implements Sfu {
  readonly name = 'bare worker, plain RTP';
  readonly #layer: LayerChoice;
  readonly #producers: Producer[] = [];
  #worker: BareWorker | undefined;

  constructor(layer: LayerChoice) {
    this.#layer = layer;
  }

  async start(): Promise<void> {
    this.#worker = await BareWorker.start();
  }

  async join(): Promise<Seat> {
    return new PlainSeat(this.#running, this.#producers, this.#layer);
  }

  used(): Promise<Usage> {
    return this.#running.used();
  }

  async stop(): Promise<void> {
    this.#worker?.close();
  }

  get #running(): BareWorker {
    if (!this.#worker) throw new Error('the worker was not started');
    return this.#worker;
  }
}

class PlainSeat implements Seat {
  readonly #worker: BareWorker;
  readonly #producers: Producer[];
  readonly #layer: LayerChoice;
  readonly #streams: TestStream[] = [];
  readonly #sockets: Socket[] = [];
  readonly #count: Count = { packets: 0, bytes: 0 };
  readonly #ssrcs = new Set<number>();

  constructor(worker: BareWorker, producers: Producer[], layer: LayerChoice) {
    this.#worker = worker;
    this.#producers = producers;
    this.#layer = layer;
  }

  async publish(source: 'microphone' | 'camera', stream: TestStream): Promise<void> {
    const transport = await this.#transport(true);
    const socket = createSocket('udp4');
    socket.connect(transport.tuple.localPort, IP);
    await once(socket, 'connect');
    this.#sockets.push(socket);
    const producer = await transport.produce({
      kind: source === 'microphone' ? 'audio' : 'video',
      rtpParameters: stream.rtpParameters as RtpParameters,
    });
    this.#producers.push(producer);
    stream.start((packet) => socket.send(packet.serialize()));
    this.#streams.push(stream);
  }

  async watch(pictures: number, size: PictureSize): Promise<void> {
    const transport = await this.#transport(false);
    const socket = createSocket('udp4', (message) => this.#take(message));
    socket.bind(0, IP);
    await once(socket, 'listening');
    this.#sockets.push(socket);
    await transport.connect({ ip: IP, port: socket.address().port });
    const rtpCapabilities = withoutEstimation(
      this.#worker.router.rtpCapabilities as Opaque,
    ) as RtpCapabilities;
    const shown = this.#producers.filter(({ kind }) => kind === 'video').slice(0, pictures);
    const heard = this.#producers.filter(({ kind }) => kind === 'audio');
    for (const { id: producerId, kind } of [...heard, ...shown]) {
      const preferredLayers = kind === 'video' && {
        preferredLayers: { spatialLayer: this.#layer(size) },
      };
      await transport.consume({ producerId, rtpCapabilities, ...preferredLayers });
    }
  }

  received(): Count {
    return this.#count;
  }

  streamsReceived(): number {
    return this.#ssrcs.size;
  }

  async leave(): Promise<void> {
    for (const stream of this.#streams) stream.stop();
    for (const socket of this.#sockets) socket.close();
  }

  #transport(comedia: boolean): Promise<PlainTransport> {
    return this.#worker.router.createPlainTransport({
      listenInfo: { protocol: 'udp', ip: IP },
      comedia,
    });
  }

  #take(message: Buffer): void {
    // RFC 5761, section 4: these types are RTCP.
    const type = message[1] ?? 0;
    if (type >= 192 && type <= 223) return;
    this.#count.packets += 1;
    this.#count.bytes += message.length;
    this.#ssrcs.add(message.readUInt32BE(8));
  }
}
