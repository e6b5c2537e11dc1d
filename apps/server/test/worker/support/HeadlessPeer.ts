import { randomUUID } from 'node:crypto';
import type { ConsumerDescription, Direction, PictureSize, Source } from '@parley/protocol/media';
import '@parley/webrtc-node/globals';
import { Device, type types } from 'mediasoup-client';
import type { MediaRoom, MediaServer, PeerMedia } from '../../../src/media/MediaServer.ts';
import { Ear } from './Ear.ts';
import { Eye } from './Eye.ts';
import { type Colour, Picture } from './Picture.ts';
import { Tone } from './Tone.ts';

type InboundRtp = {
  type: string;
  kind: 'audio' | 'video';
  ssrc: number;
  packetsReceived: number;
  bytesReceived: number;
  headerBytesReceived: number;
  framesReceived: number;
};

type OutboundRtp = { type: string; kind: 'audio' | 'video'; rid: string; framesSent: number };

/** A peer with a real WebRTC stack and no browser, wired straight to the media server. */
export class HeadlessPeer {
  readonly peerId: string;
  readonly media: PeerMedia;
  /** Of its own pictures, as the SFU has said last. */
  readonly layersWanted: ReadonlyMap<string, number>;
  /** By publication. */
  readonly ears = new Map<string, Ear>();
  readonly eyes = new Map<string, Eye>();
  readonly consumers = new Map<string, types.Consumer>();
  /** Takes nothing that it has not asked for. */
  isDeaf = false;
  readonly #device: Device;
  readonly #transports: Readonly<Record<Direction, types.Transport>>;
  readonly #sources: { stop(): void }[] = [];
  /** By publication. */
  readonly #producers = new Map<string, types.Producer>();

  private constructor(
    peerId: string,
    media: PeerMedia,
    device: Device,
    layersWanted: ReadonlyMap<string, number>,
  ) {
    this.layersWanted = layersWanted;
    this.peerId = peerId;
    this.media = media;
    this.#device = device;
    this.#transports = {
      send: device.createSendTransport(asOptions(media.send)),
      receive: device.createRecvTransport(asOptions(media.receive)),
    };
    for (const direction of ['send', 'receive'] as const) {
      this.#transports[direction].on('connect', ({ dtlsParameters }, done, fail) => {
        const [fingerprint] = dtlsParameters.fingerprints;
        if (!fingerprint) throw new Error('no fingerprint');
        media.connect(direction, fingerprint).then(done, fail);
      });
    }
    this.#transports.send.on('produce', ({ rtpParameters, appData }, done, fail) => {
      const publication = appData as { publicationId: string; source: Source; isPaused: boolean };
      media
        .publish({ ...publication, rtpParameters })
        .then(() => done({ id: publication.publicationId }), fail);
    });
  }

  static async join(
    server: MediaServer,
    room: MediaRoom,
    lost: () => void = () => {},
  ): Promise<HeadlessPeer> {
    const device = await loadDevice(server);
    const peerId = randomUUID();
    const layersWanted = new Map<string, number>();
    let peer: HeadlessPeer | undefined;
    const media = await room.addPeer(peerId, {
      rtpCapabilities: device.rtpCapabilities,
      fingerprint: undefined,
      layersWanted: ({ publicationId, layers }) => layersWanted.set(publicationId, layers),
      offered: ({ consumers }) => {
        if (peer?.isDeaf) return true;
        void peer?.build(consumers);
        return peer !== undefined;
      },
      rested: (consumerIds) => peer?.drop(consumerIds),
      lost,
    });
    peer = new HeadlessPeer(peerId, media, device, layersWanted);
    return peer;
  }

  get rtpCapabilities(): types.RtpCapabilities {
    return this.#device.rtpCapabilities;
  }

  /**
   * @param publicationId one that there was before, to go on with it
   * @returns the publication's id
   */
  async speak(hertz: number, publicationId?: string): Promise<string> {
    const tone = new Tone(hertz);
    this.#sources.push(tone);
    return this.publish('microphone', tone.track, {}, publicationId);
  }

  async show(colour: Colour, source: Source = 'camera'): Promise<string> {
    const picture = new Picture(colour);
    this.#sources.push(picture);
    return this.publish(source, picture.track);
  }

  async publish(
    source: Source,
    track: MediaStreamTrack,
    options: Partial<types.ProducerOptions> = {},
    publicationId: string = randomUUID(),
    isPaused = false,
  ): Promise<string> {
    const producer = await this.#transports.send.produce({
      ...options,
      track,
      stopTracks: false,
      appData: { publicationId, source, isPaused },
    });
    this.#producers.set(publicationId, producer);
    return publicationId;
  }

  /** Sends this track from now on, or nothing. */
  async carry(publicationId: string, track: MediaStreamTrack | null): Promise<void> {
    const producer = must(this.#producers.get(publicationId));
    await producer.replaceTrack({ track });
  }

  /** Wishes for exactly these, builds what is new, and lets it flow. */
  async watch(
    publicationIds: readonly string[],
    size?: PictureSize,
    maxBitrate?: number,
  ): Promise<void> {
    const wishes = publicationIds.map((publicationId) => ({ publicationId, ...(size && { size }) }));
    const { consumers, unavailable } = await this.media.want(wishes, maxBitrate);
    if (unavailable.length > 0) throw new Error(`unavailable: ${unavailable.join(', ')}`);
    await this.build(consumers);
  }

  async build(descriptions: readonly ConsumerDescription[]): Promise<void> {
    for (const { consumerId, publicationId, kind, rtpParameters } of descriptions) {
      const consumer = await this.#transports.receive.consume({
        id: consumerId,
        producerId: publicationId,
        kind,
        rtpParameters: rtpParameters as types.RtpParameters,
      });
      const { track } = consumer;
      this.consumers.set(publicationId, consumer);
      if (kind === 'audio') this.ears.set(publicationId, new Ear(track));
      else this.eyes.set(publicationId, new Eye(track));
    }
    await this.media.resume(descriptions.map((one) => one.consumerId));
  }

  /** These have ended in the SFU. */
  drop(consumerIds: readonly string[]): void {
    for (const [publicationId, consumer] of this.consumers) {
      if (!consumerIds.includes(consumer.id)) continue;
      consumer.close();
      this.consumers.delete(publicationId);
      this.ears.get(publicationId)?.stop();
      this.ears.delete(publicationId);
    }
  }

  async restartIce(direction: Direction): Promise<void> {
    const iceParameters = (await this.media.restartIce(direction)) as types.IceParameters;
    await this.#transports[direction].restartIce({ iceParameters });
  }

  ear(publicationId: string): Ear {
    return must(this.ears.get(publicationId));
  }

  eye(publicationId: string): Eye {
    return must(this.eyes.get(publicationId));
  }

  /** All that has come in on its receiving transport, of pictures and of sounds, with what was sent again. */
  async bytesReceived(kind?: 'audio' | 'video'): Promise<number> {
    const stats = (await this.#transports.receive.getStats()) as Map<string, InboundRtp>;
    return [...stats.values()].reduce(
      (sum, one) =>
        one.type === 'inbound-rtp' && (kind ?? one.kind) === one.kind
          ? sum + one.bytesReceived + one.headerBytesReceived
          : sum,
      0,
    );
  }

  /** RTP packets that have arrived of this publication. */
  async packets(publicationId: string): Promise<number> {
    return (await this.#inbound(publicationId))?.packetsReceived ?? 0;
  }

  /** Pictures of this publication of which all packets have arrived. */
  async framesReceived(publicationId: string): Promise<number> {
    return (await this.#inbound(publicationId))?.framesReceived ?? 0;
  }

  /** Pictures sent so far, in the smallest size, of the one camera that it sends in several. */
  async framesSent(): Promise<number> {
    const stats = (await this.#transports.send.getStats()) as Map<string, OutboundRtp>;
    const smallest = [...stats.values()].find(
      ({ type, rid }) => type === 'outbound-rtp' && rid === 'r0',
    );
    return smallest?.framesSent ?? 0;
  }

  async #inbound(publicationId: string): Promise<InboundRtp | undefined> {
    const { rtpParameters } = must(this.consumers.get(publicationId));
    // wrtc has no statistics of a single receiver.
    const stats = (await this.#transports.receive.getStats()) as Map<string, InboundRtp>;
    return [...stats.values()].find(
      ({ type, ssrc }) => type === 'inbound-rtp' && ssrc === rtpParameters.encodings?.[0]?.ssrc,
    );
  }

  /** Ends everything on both sides; without it wrtc keeps the process alive. */
  leave(): void {
    for (const sense of [...this.ears.values(), ...this.eyes.values()]) sense.stop();
    for (const source of this.#sources) source.stop();
    this.#transports.send.close();
    this.#transports.receive.close();
    this.media.close();
  }
}

let loading: Promise<Device> | undefined;

/** One for all peers: finding out what wrtc can do makes connections that are thrown away at once. */
function loadDevice({ rtpCapabilities }: MediaServer): Promise<Device> {
  loading ??= (async () => {
    const device = new Device({ handlerName: 'Chrome111' });
    await device.load({ routerRtpCapabilities: rtpCapabilities as types.RtpCapabilities });
    return device;
  })();
  return loading;
}

function asOptions({ transportId, ...rest }: PeerMedia['send']): types.TransportOptions {
  return { id: transportId, ...rest } as unknown as types.TransportOptions;
}

function must<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('not received');
  return value;
}
