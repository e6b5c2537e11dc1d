import type { Source, VideoCodec } from '@parley/protocol/media';
import type { ProducerCodecOptions, RtpEncodingParameters } from 'mediasoup-client/types';
import { svcMode } from './svcMode.ts';

/**
 * How each source is encoded. Video is sent in several sizes (simulcast; as VP9 all in one stream), a screen in one size with few
 * bits and with many, of which
 * the SFU forwards to each receiver the one that fits its tile and its network. Bit rates are upper bounds in bit/s.
 */
const ENCODINGS: Readonly<Record<Source, readonly RtpEncodingParameters[]>> = {
  camera: [
    { scaleResolutionDownBy: 4, maxBitrate: 150_000 },
    { scaleResolutionDownBy: 2, maxBitrate: 500_000 },
    { scaleResolutionDownBy: 1, maxBitrate: 1_700_000 },
  ],
  // The first one is for strips and thin networks. It has few bits, but all the pixels: in half the size
  // letters cannot be read.
  screen: [
    { scaleResolutionDownBy: 1, maxBitrate: 200_000, maxFramerate: 10 },
    { scaleResolutionDownBy: 1, maxBitrate: 3_000_000 },
  ],
  microphone: [{ maxBitrate: 48_000, priority: 'high', networkPriority: 'high' }],
  'screen-audio': [{ maxBitrate: 128_000 }],
};

/**
 * Opus (RFC 7587): in-band error correction for lost packets; for speech also discontinuous
 * transmission, so that silence costs nothing.
 */
const CODEC_OPTIONS: Readonly<Record<Source, ProducerCodecOptions>> = {
  camera: { videoGoogleStartBitrate: 800 },
  screen: { videoGoogleStartBitrate: 1_500 },
  microphone: { opusFec: true, opusDtx: true, opusStereo: false },
  'screen-audio': { opusFec: true, opusDtx: false, opusStereo: true },
};

/** A fresh copy: mediasoup-client writes into what it is given. */
export function encodingsOf(source: Source, codec?: VideoCodec): RtpEncodingParameters[] {
  if (codec !== 'vp9') return ENCODINGS[source].map((encoding) => ({ ...encoding }));
  const maxBitrates = layerBitratesOf(source, codec);
  const maxBitrate = maxBitrates.reduce((sum, one) => sum + one, 0);
  return [{ scalabilityMode: svcMode(maxBitrates.length), maxBitrate }];
}

/** Of each size of a picture, the smallest first, in bit/s; however many streams carry them. */
export function layerBitratesOf(source: Source, codec: VideoCodec): number[] {
  const maxBitrates = ENCODINGS[source].map(({ maxBitrate }) => maxBitrate ?? Number.POSITIVE_INFINITY);
  // Chromium encodes a screen as VP9 in one size, and with more of them in none at all.
  return codec === 'vp9' && source === 'screen' ? maxBitrates.slice(-1) : maxBitrates;
}

export function codecOptionsOf(source: Source): ProducerCodecOptions {
  return { ...CODEC_OPTIONS[source] };
}
