import type { PeerMedia } from '../media/MediaServer.ts';

/**
 * Makes the question whether any packet has come from a peer since it was last asked; the first time
 * nothing is known, and the answer is no.
 */
export function mediaPulse(current: () => PeerMedia | undefined): () => Promise<boolean> {
  let last: { media: PeerMedia; bytes: number } | undefined;
  return async () => {
    const media = current();
    // A transport that was closed meanwhile has no pulse.
    const bytes = await media?.bytesReceived().catch(() => undefined);
    const isAlive =
      bytes !== undefined && last !== undefined && last.media === media && bytes > last.bytes;
    last = media && bytes !== undefined ? { media, bytes } : undefined;
    return isAlive;
  };
}
