import type { Opaque, PictureSize } from '@parley/protocol/media';
import type { Producer, RtpCapabilities, RtpParameters, WebRtcTransport } from 'mediasoup/types';
import { BareWorker } from './BareWorker.ts';
import { identity } from './identity.ts';
import { type Count, MediaPath } from './MediaPath.ts';
import { type Seat, type Sfu, total, type Usage } from './Sfu.ts';
import { SOUND, TestStream } from './streams.ts';
import { withoutEstimation } from './withoutEstimation.ts';

/** Which of the sizes that are sent somebody gets who shows the picture so large. */
export type LayerChoice = (size: PictureSize) => number;

/** Which encoding of three Parley forwards for a tile of this size; here it is told, not found out. */
export const fittingLayer: LayerChoice = ({ height }) => (height <= 225 ? 0 : height <= 450 ? 1 : 2);
/** A room that knows nothing of tiles. */
export const largestLayer: LayerChoice = () => 2;

/** The same forwarding by a bare worker: the limit that anything built on it can reach. */
export class BareSfu implements Sfu {
  readonly name: string;
  readonly #layer: LayerChoice;
  readonly #producers: Producer[] = [];
  #worker: BareWorker | undefined;

  constructor(name: string, layer: LayerChoice) {
    this.name = name;
    this.#layer = layer;
  }

  async start(): Promise<void> {
    this.#worker = await BareWorker.start();
  }

  async join(): Promise<Seat> {
    const [send, receive] = await Promise.all([this.#transport(), this.#transport()]);
    return new BareSeat(
      { send, receive, producers: this.#producers, layer: this.#layer },
      this.#running,
    );
  }

  used(): Promise<Usage> {
    return this.#running.used();
  }

  async stop(): Promise<void> {
    this.#worker?.close();
  }

  async #transport(): Promise<WebRtcTransport> {
    const { router, webRtcServer } = this.#running;
    const transport = await router.createWebRtcTransport({ webRtcServer });
    const { fingerprint } = await identity;
    await transport.connect({ dtlsParameters: { role: 'client', fingerprints: [fingerprint] } });
    return transport;
  }

  get #running(): BareWorker {
    if (!this.#worker) throw new Error('the worker was not started');
    return this.#worker;
  }
}

type SeatSetup = {
  readonly send: WebRtcTransport;
  readonly receive: WebRtcTransport;
  readonly producers: Producer[];
  readonly layer: LayerChoice;
};

class BareSeat implements Seat {
  readonly #setup: SeatSetup;
  readonly #rtpCapabilities: RtpCapabilities;
  readonly #own = new Set<Producer>();
  readonly #consumed = new Set<Producer>();
  readonly #streams: TestStream[] = [];
  #sending: Promise<MediaPath> | undefined;
  #receiving: MediaPath | undefined;

  constructor(setup: SeatSetup, { router }: BareWorker) {
    this.#setup = setup;
    this.#rtpCapabilities = withoutEstimation(router.rtpCapabilities as Opaque) as RtpCapabilities;
  }

  async publish(source: 'microphone' | 'camera', stream: TestStream | null): Promise<void> {
    const { send, producers } = this.#setup;
    this.#sending ??= MediaPath.open(reached(send));
    const path = await this.#sending;
    const { rtpParameters } = stream ?? new TestStream('audio', SOUND);
    const producer = await send.produce({
      kind: source === 'microphone' ? 'audio' : 'video',
      rtpParameters: rtpParameters as RtpParameters,
      paused: stream === null,
    });
    producers.push(producer);
    this.#own.add(producer);
    if (stream === null) return;
    stream.start((packet) => path.send(packet));
    this.#streams.push(stream);
  }

  async watch(pictures: number, size: PictureSize): Promise<void> {
    const { receive, producers, layer } = this.#setup;
    this.#receiving ??= await MediaPath.open(reached(receive));
    const others = producers.filter((one) => !this.#own.has(one));
    const shown = others.filter(({ kind }) => kind === 'video').slice(0, pictures);
    const heard = others.filter(({ kind }) => kind === 'audio');
    const rtpCapabilities = this.#rtpCapabilities;
    for (const producer of [...heard, ...shown]) {
      if (this.#consumed.has(producer)) continue;
      this.#consumed.add(producer);
      const { id: producerId, kind } = producer;
      const preferredLayers = kind === 'video' && { preferredLayers: { spatialLayer: layer(size) } };
      await receive.consume({ producerId, rtpCapabilities, ...preferredLayers });
    }
  }

  received(): Count {
    return total(this.#receiving?.received.values() ?? []);
  }

  streamsReceived(): number {
    return this.#receiving?.received.size ?? 0;
  }

  async leave(): Promise<void> {
    for (const stream of this.#streams) stream.stop();
    this.#setup.send.close();
    this.#setup.receive.close();
    this.#receiving?.close();
    (await this.#sending)?.close();
  }
}

/** The two halves describe the same in types of their own. */
function reached({ iceParameters, iceCandidates }: WebRtcTransport) {
  return { iceParameters, iceCandidates } as unknown as {
    iceParameters: Opaque;
    iceCandidates: Opaque[];
  };
}
