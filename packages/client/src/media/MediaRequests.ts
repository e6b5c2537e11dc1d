import type { ReplyOf, RequestOf } from '@parley/protocol/contract';
import type { Direction, DtlsFingerprint } from '@parley/protocol/media';

/**
 * What the media side asks of the server. The session answers it with its signalling, so that the
 * two need not know each other. All of these reject with a ParleyError.
 */
export type MediaRequests = {
  connect(direction: Direction, fingerprint: DtlsFingerprint): Promise<void>;
  publish(stream: RequestOf<'media:publish'>): Promise<ReplyOf<'media:publish'>>;
  /** Settles once the SFU forwards, or no longer forwards. */
  setPaused(publicationId: string, isPaused: boolean): Promise<void>;
  /** Settles with whether the microphone is dormant: nothing has to be sent of it then. */
  setResting(publicationId: string, isResting: boolean): Promise<boolean>;
  unpublish(publicationId: string): Promise<void>;
};
