import { ParleyError } from '@parley/protocol/errors';
import type { Source } from '@parley/protocol/media';
import type { Log } from '../log.ts';
import { type DeviceError, DeviceFailure } from '../media/deviceErrors.ts';
import type { SendSide } from '../media/SendSide.ts';
import type { SentTrack } from '../media/SentTrack.ts';
import { isOffline } from '../signaling/RequestClient.ts';

/** What the sources of this peer share. */
export type PublishingContext = {
  /** This peer's publications of a source, as the room knows them. */
  ownPublications(source: Source): readonly { publicationId: string; isPaused: boolean }[];
  unpublish(publicationId: string): Promise<void>;
  readonly log: Log;
};

/** When the server does not say. */
const RETRY_MS = 1_000;

/** What a failed request means for a loop that wanted to get something done. */
export type Setback =
  /** Nothing is wrong: the connection is gone, or the transports are, and the loop runs again with the next. */
  | { readonly kind: 'offline' }
  /** The server does not know this publication any more: publish anew. */
  | { readonly kind: 'forgotten' }
  /** The server has one already: an answer of an earlier try never came. */
  | { readonly kind: 'taken' }
  | { readonly kind: 'later'; readonly retryInMs: number }
  | { readonly kind: 'refused'; readonly error: DeviceError };

export function toSetback(error: unknown): Setback {
  if (isOffline(error)) return { kind: 'offline' };
  if (error instanceof ParleyError) {
    if (error.code === 'not-found') {
      return { kind: error.details?.['reason'] === 'no-media' ? 'offline' : 'forgotten' };
    }
    if (error.code === 'not-joined') return { kind: 'offline' };
    if (error.code === 'conflict') return { kind: 'taken' };
    if (error.code === 'rate-limited' || error.code === 'timeout') {
      const told = error.details?.['retryInMs'];
      return { kind: 'later', retryInMs: typeof told === 'number' ? told : RETRY_MS };
    }
    return { kind: 'refused', error: { code: 'failed', detail: `${error.code}: ${error.message}` } };
  }
  if (error instanceof DeviceFailure) return { kind: 'refused', error: error.deviceError };
  return { kind: 'refused', error: { code: 'failed', detail: String(error) } };
}

/**
 * After a resumption the two sides may disagree about what is published, because an answer was lost
 * with the connection. Takes over what the room says, removes at the server what nobody here knows,
 * and @returns what is left of `sent`.
 */
export async function reconcile(
  context: PublishingContext,
  source: Source,
  sent: SentTrack | null,
): Promise<SentTrack | null> {
  let kept: SentTrack | null = null;
  for (const { publicationId, isPaused } of context.ownPublications(source)) {
    if (sent && !sent.isClosed && sent.publicationId === publicationId) {
      sent.noteIsPaused(isPaused);
      kept = sent;
    } else {
      await context.unpublish(publicationId);
    }
  }
  if (sent && !kept) sent.close();
  return kept;
}

/** All that the room says this peer publishes as `source`. */
export async function unpublishAll(context: PublishingContext, source: Source): Promise<void> {
  for (const { publicationId } of context.ownPublications(source)) {
    await context.unpublish(publicationId);
  }
}

/** Everything of `side` ends with it, so what was sent there is no longer sent. */
export function stillSent(sent: SentTrack | null, side: SendSide | null): SentTrack | null {
  return sent && side && !side.isClosed && !sent.isClosed ? sent : null;
}
