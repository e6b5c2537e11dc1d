import type { Publication } from '@parley/protocol/media';
import type { CallState } from '../session/store/CallState.ts';

/** What one of the two publishes. */
export function publicationsOf(
  { publications }: Pick<CallState, 'publications'>,
  peerId: string | null,
): Publication[] {
  return Object.values(publications).filter((publication) => publication.peerId === peerId);
}

/** Whatever flows between the two, sent or received, and wished for, flows directly. */
export function isAllDirect(
  state: Pick<CallState, 'publications' | 'received' | 'selfId'>,
  resting: readonly string[],
  shown: ReadonlyMap<string, MediaStreamTrack>,
): boolean {
  return Object.values(state.publications)
    .filter(({ isPaused }) => !isPaused)
    .every(({ publicationId, peerId }) =>
      peerId === state.selfId
        ? resting.includes(publicationId)
        : shown.has(publicationId) || state.received[publicationId] === undefined,
    );
}
