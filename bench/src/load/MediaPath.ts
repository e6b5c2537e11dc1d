import { randomBytes } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Opaque } from '@parley/protocol/media';
import {
  DtlsClient,
  keyLength,
  ProtectionProfileAeadAes128Gcm,
  type RtpPacket,
  SrtpSession,
  saltLength,
} from 'werift';
import { identity, identitySignature } from './identity.ts';
import { bindingRequest, type IceCredentials, isBindingSuccess } from './stun.ts';

/** As much of a transport's description as is needed to reach it; mediasoup's names. */
export type PathDescription = {
  readonly iceParameters: Opaque;
  readonly iceCandidates: readonly Opaque[];
};

export type Count = { packets: number; bytes: number };

const PROFILE = ProtectionProfileAeadAes128Gcm;
const CHECK_AGAIN_MS = 50;
const OPEN_WITHIN_MS = 10_000;
/** RFC 7675 asks for a check every five seconds or so. */
const CONSENT_MS = 5_000;
const RECEIVE_BUFFER_BYTES = 1 << 20;

/**
 * A peer's WebRTC transport without anything above it: ICE, DTLS and SRTP over one UDP socket. Sends the
 * packets it is given, and counts those that come without looking into them: what a peer costs the SFU is
 * real, what it costs the machine that plays it is little.
 */
export class MediaPath {
  /** What came, by SSRC: RTP packets with all that UDP carries of them. */
  readonly received = new Map<number, Count>();
  readonly #socket: Socket;
  readonly #ownFragment = randomBytes(4).toString('hex');
  readonly #remote: IceCredentials;
  #srtp: SrtpSession | undefined;
  #consent: ReturnType<typeof setInterval> | undefined;
  #onCheck = () => {};
  #onDtls = (_record: Buffer) => {};

  private constructor(socket: Socket, remote: IceCredentials) {
    this.#socket = socket;
    this.#remote = remote;
    socket.on('message', (message) => this.#take(message));
    // An SFU that has gone is known by what does not come any more.
    socket.on('error', () => {});
  }

  /** @throws {Error} when the SFU does not answer */
  static async open({ iceParameters, iceCandidates }: PathDescription): Promise<MediaPath> {
    const candidate = iceCandidates.find(({ protocol }) => protocol === 'udp');
    if (!candidate) throw new Error('the SFU offers no UDP');
    const socket = createSocket({ type: 'udp4', recvBufferSize: RECEIVE_BUFFER_BYTES });
    socket.connect(Number(candidate['port']), String(candidate['address'] ?? candidate['ip']));
    await once(socket, 'connect');
    const path = new MediaPath(socket, iceParameters as IceCredentials);
    const silence = new AbortController();
    const isSilent = pause(OPEN_WITHIN_MS, undefined, { signal: silence.signal }).then(() => {
      throw new Error('the SFU does not answer');
    });
    isSilent.catch(() => {});
    try {
      await Promise.race([path.#shakeHands(), isSilent]);
    } catch (error) {
      path.close();
      throw error;
    } finally {
      silence.abort();
    }
    return path;
  }

  /** Encrypts and sends. */
  send({ header, payload }: RtpPacket): void {
    if (this.#srtp) this.#socket.send(this.#srtp.encrypt(payload, header));
  }

  close(): void {
    clearInterval(this.#consent);
    this.#socket.close();
  }

  async #shakeHands(): Promise<void> {
    await this.#check();
    this.#consent = setInterval(() => this.#sendCheck(), CONSENT_MS);
    const { certificatePem, keyPem } = await identity;
    const transport = {
      type: 'udp',
      closed: false,
      address: this.#socket.address(),
      onData: (_record: Buffer) => {},
      send: async (record: Buffer) => this.#socket.send(record),
      close: async () => {},
    };
    const dtls = new DtlsClient({
      transport,
      cert: certificatePem,
      key: keyPem,
      signatureHash: identitySignature,
      srtpProfiles: [PROFILE],
      extendedMasterSecret: true,
    });
    const isRepeated = repetitions();
    // werift takes a flight that is sent once more for another handshake, and begins anew.
    this.#onDtls = (datagram) => {
      if (!isRepeated(datagram)) transport.onData(datagram);
    };
    const connected = new Promise<void>((resolve, reject) => {
      dtls.onConnect.once(() => resolve());
      dtls.onError.once(reject);
    });
    // Its own promise looks only twice a second whether it has been answered.
    dtls.connect().catch((error) => dtls.onError.execute(error));
    await connected;
    if (dtls.srtp.srtpProfile !== PROFILE) throw new Error('the SFU chose another SRTP profile');
    const keys = dtls.extractSessionKeys(keyLength(PROFILE), saltLength(PROFILE));
    this.#srtp = new SrtpSession({
      profile: PROFILE,
      keys: {
        localMasterKey: keys.localKey,
        localMasterSalt: keys.localSalt,
        remoteMasterKey: keys.remoteKey,
        remoteMasterSalt: keys.remoteSalt,
      },
    });
  }

  async #check(): Promise<void> {
    const succeeded = new Promise<void>((resolve) => {
      this.#onCheck = resolve;
    });
    this.#sendCheck();
    const again = setInterval(() => this.#sendCheck(), CHECK_AGAIN_MS);
    await succeeded.finally(() => clearInterval(again));
  }

  #sendCheck(): void {
    this.#socket.send(bindingRequest(this.#remote, this.#ownFragment));
  }

  /** RFC 7983: the first byte says what it is. */
  #take(message: Buffer): void {
    const first = message[0] ?? 0;
    if (first >= 128 && first <= 191) this.#count(message);
    else if (first >= 20 && first <= 63) this.#onDtls(message);
    else if (first <= 3 && isBindingSuccess(message)) this.#onCheck();
  }

  #count(message: Buffer): void {
    // RFC 5761, section 4: these types are RTCP.
    const type = message[1] ?? 0;
    if (type >= 192 && type <= 223) return;
    const ssrc = message.readUInt32BE(8);
    const count = this.received.get(ssrc);
    if (count) {
      count.packets += 1;
      count.bytes += message.length;
    } else this.received.set(ssrc, { packets: 1, bytes: message.length });
  }
}

/**
 * Tells handshake messages in the clear that came already (RFC 6347, 4.1 and 4.2.2): by the first in a
 * datagram, since whoever repeats a flight repeats its datagrams.
 */
function repetitions(): (datagram: Buffer) => boolean {
  const seen = new Set<string>();
  return (datagram) => {
    const isHandshake = datagram[0] === 22 && datagram.readUInt16BE(3) === 0;
    if (!isHandshake) return false;
    // Its type, its number, and where in it the fragment begins.
    const message = `${datagram[13]} ${datagram.readUInt16BE(17)} ${datagram.readUIntBE(19, 3)}`;
    if (seen.has(message)) return true;
    seen.add(message);
    return false;
  };
}
