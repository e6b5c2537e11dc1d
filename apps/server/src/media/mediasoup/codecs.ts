import { VIDEO_CODECS, type VideoCodec } from '@parley/protocol/media';
import { ortc } from 'mediasoup';
import type { RouterRtpCodecCapability, RtpCapabilities } from 'mediasoup/types';

/**
 * What is forwarded, the preferred first. Feedback (NACK, PLI, transport-cc, goog-remb), RTX and header
 * extensions are added by mediasoup.
 */
export const ROUTER_CODECS: RouterRtpCodecCapability[] = [
  {
    kind: 'audio',
    mimeType: 'audio/opus',
    clockRate: 48_000,
    // RFC 7587 always says 2 here. Whether two channels are sent is up to the sender (`sprop-stereo`):
    // asking every microphone for stereo would double what speech costs.
    channels: 2,
    parameters: { minptime: 10, useinbandfec: 1, usedtx: 1 },
  },
  { kind: 'video', mimeType: 'video/VP8', clockRate: 90_000 },
  { kind: 'video', mimeType: 'video/VP9', clockRate: 90_000, parameters: { 'profile-id': 0 } },
  {
    kind: 'video',
    mimeType: 'video/H264',
    clockRate: 90_000,
    // Constrained baseline, the one profile that every browser and every hardware encoder has.
    parameters: {
      'packetization-mode': 1,
      'profile-level-id': '42e01f',
      'level-asymmetry-allowed': 1,
    },
  },
];

/** What a router with these codecs says about itself; needs no worker. */
export function routerRtpCapabilities(): RtpCapabilities {
  return ortc.generateRouterRtpCapabilities(structuredClone(ROUTER_CODECS));
}

const ROUTER_CAPABILITIES = routerRtpCapabilities();

/** Those that are forwarded here and that a receiver with these capabilities can decode. */
export function decodableCodecs(rtpCapabilities: RtpCapabilities): VideoCodec[] {
  return VIDEO_CODECS.filter((name) => {
    const codec = ROUTER_CAPABILITIES.codecs?.find(
      ({ mimeType }) => mimeType.toLowerCase() === `video/${name}`,
    );
    if (!codec) return false;
    const stream = { codecs: [{ ...codec, payloadType: codec.preferredPayloadType }] };
    return ortc.canConsume(stream, rtpCapabilities);
  });
}
