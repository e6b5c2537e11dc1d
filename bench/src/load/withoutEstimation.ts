import type { Opaque } from '@parley/protocol/media';

type Capabilities = {
  codecs?: { mimeType: string; rtcpFeedback?: { type: string }[] }[];
  headerExtensions?: { uri: string }[];
};

const ESTIMATION = ['transport-cc', 'goog-remb'];
const ESTIMATION_EXTENSIONS = /transport-wide-cc|abs-send-time/;

/**
 * What a router can forward, without the parts by which a receiver's bandwidth is estimated: this load has
 * no network to estimate, and the SFU sends exactly the picture that was wished for. Nothing is lost either,
 * so there is nothing to send again (RFC 4588).
 */
export function withoutEstimation(routerCapabilities: Opaque): Opaque {
  const { codecs = [], headerExtensions = [] } = routerCapabilities as Capabilities;
  return {
    codecs: codecs
      .filter(({ mimeType }) => !/\/rtx$/i.test(mimeType))
      .map((codec) => ({
        ...codec,
        rtcpFeedback: codec.rtcpFeedback?.filter(({ type }) => !ESTIMATION.includes(type)) ?? [],
      })),
    headerExtensions: headerExtensions.filter(({ uri }) => !ESTIMATION_EXTENSIONS.test(uri)),
  };
}
