import type { Direction, DtlsFingerprint, Opaque, Publication, Source } from '@parley/protocol/media';

/**
 * What the media side asks of the server. The session answers it with its signalling, so that the
 * two need not know each other. All of these reject with a ParleyError.
 */
export type MediaRequests = {
  connect(direction: Direction, fingerprint: DtlsFingerprint): Promise<void>;
  /** @param renews the publication that gets this stream in place of its own, and stays paused or not */
  publish(
    source: Source,
    rtpParameters: Opaque,
    isPaused: boolean,
    renews?: string,
  ): Promise<Publication>;
  /** Settles once the SFU forwards, or no longer forwards. */
  setPaused(publicationId: string, isPaused: boolean): Promise<void>;
  unpublish(publicationId: string): Promise<void>;
};
