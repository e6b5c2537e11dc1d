import type { ReplyOf } from '@parley/protocol/contract';
import type { Direction, IceServer, Opaque } from '@parley/protocol/media';
import type { Consumer, Producer, RtpEncodingParameters, Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import { makeCertificate } from '../media/certificate.ts';
import type { NetworkPath } from '../media/networkPath.ts';
import { RtcDevice, type RtcOptions } from '../media/RtcDevice.ts';
import { Connection } from '../signaling/Connection.ts';
import { openSocket } from '../signaling/openSocket.ts';
import { SignalingClient } from '../signaling/SignalingClient.ts';
import type { ServerCandidate } from './CheckReport.ts';

export type ProbePlace = {
  readonly url: string;
  readonly room: string;
  readonly rtc: RtcOptions;
  readonly log: Log;
};

export type SentProbe = { readonly publicationId: string; readonly producer: Producer };

const JOIN_TIMEOUT_MS = 10_000;
const NAME = 'Connection check';

/**
 * One end of a check: a peer without any of the comforts of `CallSession`. It joins, sends what it is
 * told to, receives what it is told to, and never comes back by itself, because what is lost here is
 * the result.
 */
export class Probe {
  readonly send: Transport;
  readonly receive: Transport;
  readonly candidates: readonly ServerCandidate[];
  readonly iceServers: readonly IceServer[];
  readonly #signaling: SignalingClient;
  readonly #connection: Connection;

  private constructor(
    line: { connection: Connection; signaling: SignalingClient },
    transports: { send: Transport; receive: Transport },
    reply: ReplyOf<'room:join'>,
  ) {
    this.#connection = line.connection;
    this.#signaling = line.signaling;
    this.send = transports.send;
    this.receive = transports.receive;
    this.candidates = reply.send.iceCandidates.map(toServerCandidate);
    this.iceServers = reply.iceServers;
    this.send.on('produce', ({ rtpParameters, appData }, produced, failed) => {
      const { source } = appData as { source: 'microphone' | 'camera' };
      const request = { source, rtpParameters: rtpParameters as unknown as Opaque, isPaused: false };
      this.#signaling
        .request('media:publish', request)
        .then(({ publication }) => produced({ id: publication.publicationId }), failed);
    });
  }

  /** @throws ParleyError when the server cannot be reached or will not have it */
  static async join({ url, room, rtc, log }: ProbePlace, network: NetworkPath): Promise<Probe> {
    const connection = new Connection(openSocket(url), undefined);
    const signaling = new SignalingClient(connection, log);
    const within = { timeoutMs: JOIN_TIMEOUT_MS };
    try {
      connection.open();
      const [certificate, { rtpCapabilities }] = await Promise.all([
        makeCertificate(log),
        signaling.request('room:preview', { room }, within),
      ]);
      const device = new RtcDevice(rtc, network);
      await device.load(rtpCapabilities);
      const media = {
        rtpCapabilities: device.rtpCapabilities,
        firstWish: { videos: 0, size: { width: 320, height: 180 } },
        ...(certificate ? { fingerprint: certificate.fingerprint } : {}),
      };
      const reply = await signaling.request('room:join', { room, name: NAME, media }, within);
      signaling.admit();
      const transport = (direction: Direction) =>
        device.createTransport({
          direction,
          description: direction === 'send' ? reply.send : reply.receive,
          iceServers: reply.iceServers,
          certificate,
          requests: {
            connect: async (which, fingerprint) => {
              await signaling.request('media:connect', { direction: which, fingerprint });
            },
          },
        });
      const transports = { send: transport('send'), receive: transport('receive') };
      return new Probe({ connection, signaling }, transports, reply);
    } catch (error) {
      signaling.close();
      connection.close();
      throw error;
    }
  }

  /** @throws ParleyError; Error when the browser refuses the track */
  async publish(
    source: 'microphone' | 'camera',
    track: MediaStreamTrack,
    encoding: RtpEncodingParameters,
  ): Promise<SentProbe> {
    const producer = await this.send.produce({
      track,
      encodings: [encoding],
      // Without discontinuous transmission silence is sent too, and so every packet can be counted.
      codecOptions: { opusDtx: false, opusFec: true, videoGoogleStartBitrate: 1_000 },
      stopTracks: false,
      disableTrackOnPause: false,
      appData: { source },
    });
    return { publicationId: producer.id, producer };
  }

  async unpublish({ publicationId, producer }: SentProbe): Promise<void> {
    producer.close();
    await this.#signaling.request('media:unpublish', { publicationId });
  }

  /** The whole list of what is received from now on. @returns those that are new. @throws ParleyError */
  async watch(publicationIds: readonly string[]): Promise<Consumer[]> {
    const size = { width: 1_280, height: 720 };
    const wishes = publicationIds.map((publicationId) => ({ publicationId, size }));
    const { consumers } = await this.#signaling.request('media:want', { wishes });
    const built = await Promise.all(
      consumers.map(({ consumerId, publicationId, kind, rtpParameters }) =>
        this.receive.consume({
          id: consumerId,
          producerId: publicationId,
          kind,
          // Opaque on the wire; mediasoup-client and the browser check it.
          rtpParameters: rtpParameters as unknown as Consumer['rtpParameters'],
        }),
      ),
    );
    await this.#signaling.request('media:resume', { consumerIds: built.map(({ id }) => id) });
    return built;
  }

  leave(): void {
    this.send.close();
    this.receive.close();
    this.#signaling.tell('room:leave', {});
    this.#signaling.close();
    this.#connection.close();
  }
}

function toServerCandidate(candidate: Opaque): ServerCandidate {
  return {
    protocol: String(candidate['protocol']),
    // mediasoup calls it `ip` in older and `address` in newer descriptions.
    address: String(candidate['address'] ?? candidate['ip']),
    port: Number(candidate['port']),
  };
}
