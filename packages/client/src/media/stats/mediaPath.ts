import type { MediaSample, TransportSample } from './MediaSample.ts';

/** How media travels: straight to the server over UDP or TCP (RFC 6544), or through a TURN server. */
export type MediaPath = 'udp' | 'tcp' | 'relay';

/** Of what is sent; for somebody who sends nothing, of what is received. */
export function mediaPathOf({ send, receive }: MediaSample): MediaPath | undefined {
  return pathOf(send) ?? pathOf(receive);
}

function pathOf(transport: TransportSample | null): MediaPath | undefined {
  if (transport?.isRelayed) return 'relay';
  const protocol = transport?.protocol;
  return protocol === 'udp' || protocol === 'tcp' ? protocol : undefined;
}
