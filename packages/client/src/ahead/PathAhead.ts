import type { RoomName } from '@parley/protocol/ids';
import type { Transport } from 'mediasoup-client/types';
import type { Log } from '../log.ts';
import type { Certificate } from '../media/certificate.ts';
import type { RtcDevice } from '../media/RtcDevice.ts';
import { isOffline } from '../signaling/RequestClient.ts';
import type { SignalingClient } from '../signaling/SignalingClient.ts';
import { connectToReceive } from './connectToReceive.ts';

export type PathAheadParts = {
  readonly room: RoomName;
  readonly certificate: Certificate;
  readonly signaling: Pick<SignalingClient, 'request'>;
  readonly device: Pick<RtcDevice, 'rtpCapabilities' | 'createTransport'>;
  readonly log: Log;
};

/** A network that lets nothing through is not tried for as long as somebody looks into the mirror. */
const MOST_TRIES = 3;

/**
 * The transport on which the others will come in, connected while the person is still on the pre-join page:
 * finding a way (ICE) and agreeing on keys (DTLS) take longest between the click and the first picture.
 * Nothing is sent over it, and without it joining works as well.
 */
export class PathAhead {
  readonly #parts: PathAheadParts;
  #transport: Transport | undefined;
  #isAsking = false;
  #isClosed = false;
  #tries = 0;

  constructor(parts: PathAheadParts) {
    this.#parts = parts;
  }

  /** To join with; undefined while there is none that is on its way or connected. */
  get transportId(): string | undefined {
    return this.#isGood ? this.#transport?.id : undefined;
  }

  /** Sees to it that there is one. Does not reject. */
  async keep(): Promise<void> {
    if (this.#isGood || this.#isAsking || this.#isClosed || this.#tries === MOST_TRIES) return;
    this.#isAsking = true;
    this.#drop();
    try {
      await this.#connect();
    } catch (error) {
      this.#drop();
      if (isOffline(error)) return;
      // Asked every few seconds, a server that refuses once will go on refusing.
      this.#tries += 1;
      this.#parts.log.debug('no path could be prepared', error);
    } finally {
      this.#isAsking = false;
    }
  }

  /** Hands it over to the call. What the call does not use is closed. */
  take(transportId: string): Transport | undefined {
    const transport = this.#transport;
    const isWanted = this.transportId === transportId;
    if (isWanted) this.#transport = undefined;
    this.close();
    return isWanted ? transport : undefined;
  }

  /** For good. */
  close(): void {
    this.#isClosed = true;
    this.#drop();
  }

  get #isGood(): boolean {
    const transport = this.#transport;
    return (
      transport !== undefined &&
      !['disconnected', 'failed', 'closed'].includes(transport.connectionState)
    );
  }

  async #connect(): Promise<void> {
    const { room, certificate, signaling, device } = this.#parts;
    const { rtpCapabilities } = device;
    const { path } = await signaling.request('room:prepare', {
      room,
      media: { rtpCapabilities, fingerprint: certificate.fingerprint },
    });
    if (path === null || this.#isClosed) return;
    this.#transport = device.createTransport({
      direction: 'receive',
      description: path.receive,
      iceServers: path.iceServers,
      certificate,
      requests: { connect: () => Promise.reject(new Error('the certificate has connected it')) },
    });
    await connectToReceive(this.#transport, rtpCapabilities);
    this.#tries += 1;
  }

  #drop(): void {
    this.#transport?.close();
    this.#transport = undefined;
  }
}
