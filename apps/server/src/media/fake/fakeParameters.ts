import { randomUUID } from 'node:crypto';
import { ParleyError } from '@parley/protocol/errors';
import {
  type MediaKind,
  type Opaque,
  type TransportDescription,
  VIDEO_CODECS,
  type VideoCodec,
} from '@parley/protocol/media';

const OPUS = {
  kind: 'audio',
  mimeType: 'audio/opus',
  preferredPayloadType: 111,
  clockRate: 48_000,
  channels: 2,
};
const VP8 = { kind: 'video', mimeType: 'video/VP8', preferredPayloadType: 96, clockRate: 90_000 };

export const FAKE_RTP_CAPABILITIES = fakeRtpCapabilities(['vp8']);

/** Those of a browser that decodes these. */
export function fakeRtpCapabilities(codecs: readonly VideoCodec[]): Opaque {
  const videos = codecs.map((codec) => ({ ...VP8, mimeType: `video/${codec.toUpperCase()}` }));
  return { codecs: [OPUS, ...videos], headerExtensions: [] };
}

/** RTP parameters that the fake takes, as a browser would send them. */
export function fakeRtpParameters(kind: MediaKind): Opaque {
  const { preferredPayloadType: payloadType, kind: _, ...codec } = kind === 'audio' ? OPUS : VP8;
  return {
    codecs: [{ ...codec, payloadType }],
    encodings: [{ ssrc: 1 + Math.floor(Math.random() * 0xffff_fffe) }],
    rtcp: { cname: 'fake' },
  };
}

export function checkRtpParameters(rtpParameters: Opaque): void {
  for (const field of ['codecs', 'encodings']) {
    const value = rtpParameters[field];
    if (!Array.isArray(value) || value.length === 0) {
      throw new ParleyError(
        'bad-request',
        `rtpParameters.${field} must be a list with something in it.`,
      );
    }
  }
}

/** @throws {ParleyError} `bad-request` */
export function videoCodecsOf(rtpCapabilities: Opaque): VideoCodec[] {
  const { codecs = [] } = rtpCapabilities;
  if (!Array.isArray(codecs)) {
    throw new ParleyError('bad-request', 'rtpCapabilities.codecs must be a list.');
  }
  const named = codecs.flatMap((codec) =>
    typeof codec?.mimeType === 'string' ? codec.mimeType.toLowerCase() : [],
  );
  return VIDEO_CODECS.filter((codec) => named.includes(`video/${codec}`));
}

export function fakeIceParameters(): Opaque {
  return { usernameFragment: randomUUID(), password: randomUUID(), iceLite: true };
}

export function fakeTransport(): TransportDescription {
  return {
    transportId: randomUUID(),
    iceParameters: fakeIceParameters(),
    iceCandidates: [],
    dtlsParameters: { role: 'auto', fingerprints: [] },
  };
}
