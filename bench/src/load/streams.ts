import { randomInt } from 'node:crypto';
import type { types } from 'mediasoup-client';
import { RtpHeader, RtpPacket } from 'werift';

/** One encoding of a source: so many packets a second, each of this size. */
export type Rate = {
  readonly perSecond: number;
  readonly bytes: number;
  /** In three temporal layers, with 40, 20 and 40 per cent of the bits as libwebrtc shares them out. */
  readonly isLayered?: boolean;
  /** Sound in which nobody speaks. */
  readonly isSilent?: boolean;
};

/** What is sent of a source, the smallest picture first. Bits per second as the web app's encoders are given. */
export const SOUND: readonly Rate[] = [{ perSecond: 50, bytes: 110 }];
/** A microphone that is on where nobody speaks: with discontinuous transmission (RFC 7587) a packet every 400 ms. */
export const SILENCE: readonly Rate[] = [{ perSecond: 2.5, bytes: 3, isSilent: true }];
/** 150 and 500 kbit/s. */
export const TWO_LAYERS: readonly Rate[] = [
  { perSecond: 17, bytes: 1_100 },
  { perSecond: 57, bytes: 1_100 },
];
/** And 1,700 kbit/s. */
export const THREE_LAYERS: readonly Rate[] = [...TWO_LAYERS, { perSecond: 193, bytes: 1_100 }];

/** In a crowd: 30 pictures a second with 70 kbit/s, and nothing of the larger size that nobody watches. */
export const CROWD: readonly Rate[] = [
  { perSecond: 30, bytes: 292, isLayered: true },
  { perSecond: 0, bytes: 0, isLayered: true },
];
/** The same without a word about the crowd: 150 kbit/s. */
export const UNAWARE: readonly Rate[] = [
  { perSecond: 30, bytes: 625, isLayered: true },
  { perSecond: 0, bytes: 0, isLayered: true },
];

/** The temporal layer of each picture in turn, and by layer its size as a multiple of the mean. */
const PATTERN = [0, 2, 1, 2] as const;
const SIZES = [1.6, 0.8, 0.8] as const;

const SECOND_MS = 1_000;
const TICK_MS = 20;
/** Whoever begins to watch waits for one: encoders make them when asked, this load all the time. */
const KEY_FRAME_EVERY_MS = 400;
const AUDIO = { payloadType: 111, clockRate: 48_000 };
const VIDEO = { payloadType: 96, clockRate: 90_000 };
/** RFC 6464: in dB below full scale, and the bit that says that it is speech. */
const LEVEL_URI = 'urn:ietf:params:rtp-hdrext:ssrc-audio-level';
const LEVEL_EXTENSION = 10;
const SPEECH_LEVEL = 20;
const SILENCE_LEVEL = 127;
const IS_SPEECH = 0x80;

/** Sends packets that are right in all that an SFU reads; what they hold is not to be decoded. */
export class TestStream {
  readonly rtpParameters: types.RtpParameters;
  readonly #kind: 'audio' | 'video';
  readonly #layers: Layer[];
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(kind: 'audio' | 'video', rates: readonly Rate[]) {
    this.#kind = kind;
    this.#layers = rates.map((rate) => ({ rate, ssrc: randomInt(1, 2 ** 32 - 1), sent: 0, keyAt: 0 }));
    const encodings = this.#layers.map(({ ssrc, rate }) => ({
      ssrc,
      ...(rate.isLayered && { scalabilityMode: 'L1T3' }),
    }));
    this.rtpParameters =
      kind === 'audio'
        ? {
            codecs: [{ mimeType: 'audio/opus', channels: 2, ...AUDIO }],
            headerExtensions: [{ uri: LEVEL_URI, id: LEVEL_EXTENSION }],
            encodings,
            rtcp: { cname: 'bench' },
          }
        : { codecs: [{ mimeType: 'video/VP8', ...VIDEO }], encodings, rtcp: { cname: 'bench' } };
  }

  /** Of a sound, as RFC 6464 writes it. */
  get level(): number {
    return this.#layers.some(({ rate }) => rate.isSilent) ? SILENCE_LEVEL : SPEECH_LEVEL;
  }

  get packetsSent(): number {
    return this.#layers.reduce((sum, { sent }) => sum + sent, 0);
  }

  start(send: (packet: RtpPacket) => void): void {
    const startedAt = performance.now();
    this.#timer = setInterval(() => {
      const elapsedMs = performance.now() - startedAt;
      for (const layer of this.#layers) {
        const due = Math.floor((elapsedMs * layer.rate.perSecond) / SECOND_MS);
        while (layer.sent < due) send(this.#next(layer, elapsedMs));
      }
    }, TICK_MS);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  get #levelOctet(): number {
    return this.level === SILENCE_LEVEL ? SILENCE_LEVEL : IS_SPEECH | this.level;
  }

  #next(layer: Layer, elapsedMs: number): RtpPacket {
    const { clockRate, payloadType } = this.#kind === 'audio' ? AUDIO : VIDEO;
    const header = new RtpHeader({
      ssrc: layer.ssrc,
      payloadType,
      sequenceNumber: layer.sent & 0xffff,
      timestamp: Math.floor((elapsedMs * clockRate) / SECOND_MS) % 2 ** 32,
      marker: this.#kind === 'video',
      ...(this.#kind === 'audio' && {
        extension: true,
        extensions: [{ id: LEVEL_EXTENSION, payload: Buffer.from([this.#levelOctet]) }],
      }),
    });
    const temporal = layer.rate.isLayered ? PATTERN[layer.sent % PATTERN.length] : undefined;
    layer.sent += 1;
    const size = layer.rate.bytes * (temporal === undefined ? 1 : (SIZES[temporal] ?? 1));
    const payload = Buffer.alloc(Math.round(size), layer.sent & 0xff);
    if (this.#kind === 'video') {
      // Only a picture of the lowest temporal layer can be one.
      const isKey = elapsedMs >= layer.keyAt && !temporal;
      if (isKey) layer.keyAt = elapsedMs + KEY_FRAME_EVERY_MS;
      if (temporal === undefined) describeVp8(payload, layer.sent, isKey);
      else describeLayeredVp8(payload, layer.sent, temporal, isKey);
    }
    return new RtpPacket(header, payload);
  }
}

type Layer = { readonly rate: Rate; readonly ssrc: number; sent: number; keyAt: number };

/** RFC 7741, sections 4.2 and 4.3: a frame of one packet, with a picture id of 15 bits. */
function describeVp8(payload: Buffer, picture: number, isKey: boolean): void {
  payload[0] = 0x90;
  payload[1] = 0x80;
  payload.writeUInt16BE(0x8000 | (picture & 0x7fff), 2);
  payload[4] = isKey ? 0 : 1;
}

/** The same with the index of the lowest layer's picture, the temporal layer, and that one may begin with it. */
function describeLayeredVp8(payload: Buffer, picture: number, temporal: number, isKey: boolean): void {
  payload[0] = 0x90;
  payload[1] = 0xe0;
  payload.writeUInt16BE(0x8000 | (picture & 0x7fff), 2);
  payload[4] = Math.floor((picture - 1) / PATTERN.length) & 0xff;
  payload[5] = (temporal << 6) | 0x20;
  payload[6] = isKey ? 0 : 1;
}
