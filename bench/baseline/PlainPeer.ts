import '@parley/webrtc-node/globals';
import { Device, type types } from 'mediasoup-client';
import { io, type Socket } from 'socket.io-client';
import { Camera, Eye } from '../src/picture.ts';
import type { Listener } from '../src/resilience/Contender.ts';
import type { Equipment } from '../src/resilience/ParleyListener.ts';
import { Ear, Mouth } from '../src/sound.ts';
import type { ClientEvents, ServerEvents } from './wire.ts';

/** As protoo-client, which the public demonstrations use, waits: 1 s, then twice as long each time, 8 s at most. */
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 8_000;

/**
 * Reloads and joins again whenever its socket is lost: everything it had is thrown away and made anew. It
 * does so without the time that a real page needs to load, which a person would wait for as well.
 */
export class PlainPeer implements Listener {
  readonly name: string;
  readonly #ear = new Ear();
  readonly #eye = new Eye();
  readonly #socket: Socket<ServerEvents, ClientEvents>;
  readonly #mouth: Mouth | undefined;
  readonly #camera: Camera | undefined;
  #transports: types.Transport[] = [];

  constructor(url: string, name: string, { isHumming, hasCamera }: Equipment) {
    this.name = name;
    this.#mouth = isHumming ? new Mouth() : undefined;
    this.#camera = hasCamera ? new Camera() : undefined;
    this.#socket = io(url, {
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: FIRST_RETRY_MS,
      reconnectionDelayMax: LAST_RETRY_MS,
      randomizationFactor: 0,
    });
    this.#socket.on('connect', () => void this.#join());
    this.#socket.on('disconnect', () => this.#throwAway());
  }

  get heard() {
    return this.#ear.heard;
  }

  get seen() {
    return this.#eye.seen;
  }

  /** The line to the server breaks. */
  cut(): void {
    this.#socket.io.engine.close();
  }

  async leave(): Promise<void> {
    this.#socket.disconnect();
    this.#throwAway();
    this.#ear.close();
    this.#eye.close();
    this.#mouth?.close();
    this.#camera?.close();
  }

  async #join(): Promise<void> {
    const socket = this.#socket;
    const producerIds = new Set<string>();
    let consume = (id: string): unknown => producerIds.add(id);
    socket.off('newProducer').on('newProducer', (id) => void consume(id));
    const [routerRtpCapabilities, present] = await new Promise<[types.RtpCapabilities, string[]]>(
      (resolve) => socket.emit('join', (...joined) => resolve(joined)),
    );
    for (const id of present) producerIds.add(id);
    const device = new Device({ handlerName: 'Chrome111' });
    await device.load({ routerRtpCapabilities });
    const [send, receive] = await Promise.all([
      this.#transport(device, 'send'),
      this.#transport(device, 'receive'),
    ]);
    consume = (id) => this.#consume(device, receive, id);
    send.on('produce', ({ kind, rtpParameters }, done) =>
      socket.emit('produce', send.id, { kind, rtpParameters }, (id) => done({ id })),
    );
    for (const source of [this.#mouth, this.#camera]) {
      if (source) await send.produce({ track: source.track, stopTracks: false });
    }
    for (const id of producerIds) await consume(id);
  }

  async #transport(device: Device, direction: 'send' | 'receive'): Promise<types.Transport> {
    const options = await new Promise<types.TransportOptions>((resolve) =>
      this.#socket.emit('createTransport', resolve),
    );
    const transport =
      direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    transport.on('connect', ({ dtlsParameters }, done) =>
      this.#socket.emit('connectTransport', transport.id, dtlsParameters, done),
    );
    this.#transports.push(transport);
    return transport;
  }

  async #consume(device: Device, transport: types.Transport, producerId: string): Promise<void> {
    const { rtpCapabilities } = device;
    const options = await new Promise<types.ConsumerOptions>((resolve) =>
      this.#socket.emit('consume', transport.id, { producerId, rtpCapabilities }, resolve),
    );
    const { id, track } = await transport.consume(options);
    this.#socket.emit('resume', id, () => {});
    if (track.kind === 'audio') this.#ear.listenTo(track);
    else this.#eye.watch(track);
  }

  #throwAway(): void {
    for (const transport of this.#transports) transport.close();
    this.#transports = [];
  }
}
