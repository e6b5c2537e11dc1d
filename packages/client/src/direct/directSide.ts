import { KIND_OF_SOURCE } from '@parley/protocol/media';
import type { DirectSide } from '../media/stats/SampleTaker.ts';
import type { CallState } from '../session/store/CallState.ts';
import type { DirectLink } from './DirectLink.ts';

/** The connection as the one who measures sees it: what travels on it, and where each stream is. */
export function directSide(
  link: DirectLink,
  { publications }: Pick<CallState, 'publications'>,
  sentIds: readonly string[],
  receivedIds: readonly string[],
): DirectSide {
  const streams = (ids: readonly string[]) =>
    ids.flatMap((publicationId) => {
      const source = publications[publicationId]?.source;
      return source === undefined ? [] : { publicationId, source, mid: link.mid(source) };
    });
  return {
    state: link.state,
    getStats: () => link.getStats(),
    sent: streams(sentIds).map((stream) => ({ ...stream, ssrcs: [] })),
    received: streams(receivedIds).map(({ publicationId, source, mid }) => ({
      publicationId,
      consumerId: `direct-${publicationId}-${link.attempt}`,
      kind: KIND_OF_SOURCE[source],
      ssrc: undefined,
      mid,
    })),
  };
}
