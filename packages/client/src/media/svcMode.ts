/** W3C webrtc-svc, section 5; TypeScript does not have it yet. */
export type SvcEncoding = RTCRtpEncodingParameters & { scalabilityMode?: string };

/**
 * How a picture of so many sizes is put into one stream (W3C webrtc-svc): the larger ones build on the smaller
 * ones in key frames alone, so that the SFU sends each receiver one size and not those below it as well. Three
 * temporal layers, as in simulcast.
 */
export function svcMode(layers: number): string {
  return layers > 1 ? `L${layers}T3_KEY` : 'L1T3';
}
