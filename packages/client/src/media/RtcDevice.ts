import { ParleyError } from '@parley/protocol/errors';
import type {
  Direction,
  DtlsFingerprint,
  IceServer,
  Opaque,
  TransportDescription,
  VideoCodec,
} from '@parley/protocol/media';
import type { Device, types } from 'mediasoup-client';
import type { Certificate } from './certificate.ts';
import type { Encoders } from './chooseCodec.ts';
import { toRtcIceServers } from './iceServers.ts';
import { loadMediasoup } from './loadMediasoup.ts';
import type { MediaRequests } from './MediaRequests.ts';
import { type NetworkPath, restrictToPath } from './networkPath.ts';
import type { VideoEncoders } from './VideoEncoders.ts';

/**
 * Which of mediasoup-client's handlers builds the connections. A browser needs neither; a program
 * with WebRTC globals of its own (packages/webrtc-node) names `Chrome111`.
 */
export type RtcOptions = Pick<types.DeviceOptions, 'handlerName' | 'handlerFactory'>;

export type TransportSetup = {
  readonly direction: Direction;
  readonly description: TransportDescription;
  readonly iceServers: readonly IceServer[];
  /** With it the server has connected its side already. */
  readonly certificate: Certificate | null;
  readonly requests: Pick<MediaRequests, 'connect'>;
};

/** This browser's codecs and connections, brought together with what the server can forward. */
export class RtcDevice implements Encoders {
  readonly #options: RtcOptions;
  readonly #network: NetworkPath;
  #device: Device | undefined;
  #routerCapabilities = '';
  #encoders: VideoEncoders | undefined;

  /** @param network to what the media of all transports is restricted */
  constructor(options: RtcOptions, network: NetworkPath = 'any') {
    this.#options = options;
    this.#network = network;
  }

  /**
   * Can be called again, after a restart of the server for example: it is done anew only when the
   * capabilities are others.
   * @throws ParleyError `internal` when this browser cannot take part in a call
   */
  async load(routerCapabilities: Opaque): Promise<void> {
    const key = JSON.stringify(routerCapabilities);
    if (this.#device && this.#routerCapabilities === key) return;
    const [{ Device }, { VideoEncoders }] = await Promise.all([
      loadMediasoup(),
      import('./VideoEncoders.ts'),
    ]);
    try {
      const device = new Device({ ...this.#options });
      // Opaque on the wire; mediasoup-client checks it.
      const routerRtpCapabilities = routerCapabilities as unknown as types.RtpCapabilities;
      await device.load({ routerRtpCapabilities });
      this.#device = device;
      this.#routerCapabilities = key;
      this.#encoders ??= new VideoEncoders();
    } catch (error) {
      throw new ParleyError('internal', 'This browser cannot take part in a call.', {
        reason: 'unsupported-browser',
        detail: String(error),
      });
    }
  }

  /** What this browser can receive. */
  get rtpCapabilities(): Opaque {
    return this.#loaded().recvRtpCapabilities as unknown as Opaque;
  }

  has(codec: VideoCodec): boolean {
    if (!this.sendCodec(codec)) return false;
    return codec !== 'vp9' || this.#encoders?.canPutLayersIntoOneStream === true;
  }

  isEfficient(codec: VideoCodec): boolean {
    return this.#encoders?.isEfficient(codec) === true;
  }

  /** As mediasoup-client is told to send it. */
  sendCodec(codec: VideoCodec): types.RtpCodecCapability | undefined {
    return this.#loaded().sendRtpCapabilities.codecs?.find(
      ({ mimeType }) => mimeType.toLowerCase() === `video/${codec}`,
    );
  }

  /** As many of the TURN servers as the restriction leaves. */
  allowedIceServers(iceServers: readonly IceServer[]): readonly IceServer[] {
    return restrictToPath(this.#network, { iceCandidates: [], iceServers }).iceServers;
  }

  createTransport(setup: TransportSetup): types.Transport {
    const { direction, description, certificate } = setup;
    const ways = restrictToPath(this.#network, {
      iceCandidates: description.iceCandidates,
      iceServers: setup.iceServers,
    });
    const options = {
      id: description.transportId,
      iceParameters: description.iceParameters,
      iceCandidates: ways.iceCandidates,
      dtlsParameters: description.dtlsParameters,
      iceServers: toRtcIceServers(ways.iceServers),
      iceTransportPolicy: ways.iceTransportPolicy,
      additionalSettings: certificate ? { certificates: [certificate.certificate] } : {},
      // Opaque on the wire; mediasoup-client and the browser check it.
    } as unknown as types.TransportOptions;
    const device = this.#loaded();
    const transport =
      direction === 'send' ? device.createSendTransport(options) : device.createRecvTransport(options);
    transport.on('connect', ({ dtlsParameters }, connected, failed) => {
      if (certificate) return connected();
      const fingerprint = strongest(dtlsParameters.fingerprints);
      if (!fingerprint) return failed(new Error('the browser has no DTLS fingerprint'));
      setup.requests.connect(direction, fingerprint).then(connected, failed);
    });
    return transport;
  }

  #loaded(): Device {
    if (this.#device) return this.#device;
    throw new ParleyError('internal', 'The media device is not loaded yet.');
  }
}

function strongest(fingerprints: readonly DtlsFingerprint[]): DtlsFingerprint | undefined {
  return fingerprints.find(({ algorithm }) => algorithm === 'sha-256') ?? fingerprints[0];
}
