import { type FirstWish, KIND_OF_SOURCE, type PictureSize, type Wish } from '@parley/protocol/media';
import type { ShownPicture } from './CallCommands.ts';
import type { CallState } from './store/CallState.ts';
import { selectPeers, selectPublication } from './store/selectors.ts';

/** In pixels: of any screen the larger layer. */
const WHOLE_SCREEN: PictureSize = { width: 1920, height: 1080 };

/**
 * The whole list of what this peer wants to receive: every sound of the others, and those of the
 * pictures that are still there. In a stable order, so that equal wishes are equal lists.
 */
export function wishList(
  state: Pick<CallState, 'publications' | 'selfId' | 'audio'>,
  pictures: readonly ShownPicture[],
): Wish[] {
  const sizes = new Map<string, PictureSize>();
  for (const { publicationId, size } of pictures) {
    sizes.set(publicationId, larger(sizes.get(publicationId), size));
  }
  const wishes: Wish[] = [];
  for (const { publicationId, peerId, source } of Object.values(state.publications)) {
    if (peerId === state.selfId) continue;
    const size = sizes.get(publicationId);
    if (KIND_OF_SOURCE[source] === 'audio') {
      const isAlwaysHeard = source === 'microphone' && state.audio.alwaysHeard.includes(peerId);
      wishes.push({ publicationId, ...(isAlwaysHeard && { isAlwaysHeard }) });
    } else if (size) wishes.push({ publicationId, size });
  }
  return wishes.sort((a, b) => (a.publicationId < b.publicationId ? -1 : 1));
}

/**
 * What is watched while no layout has said what it shows: as the server does it for somebody who
 * joins, screens first, then the cameras of those who are here longest.
 */
export function firstPictures(
  state: Pick<CallState, 'peers' | 'awaited' | 'publications' | 'selfId'>,
  { videos, size }: FirstWish,
): ShownPicture[] {
  const others = selectPeers(state).filter(({ peerId }) => peerId !== state.selfId);
  return (['screen', 'camera'] as const)
    .flatMap((source) => others.map(({ peerId }) => selectPublication(state, peerId, source)))
    .flatMap((publication) => (publication ? [{ publicationId: publication.publicationId, size }] : []))
    .slice(0, videos);
}

/**
 * What others are about to share: they are choosing it, or have just chosen. Wished for ahead, it is seen with its first
 * picture. A machine or a network that has to be spared waits until it is there.
 *
 * @param chosen publications that no layout knows yet
 */
export function screensToCome(
  { publications }: Pick<CallState, 'publications'>,
  chosen: ReadonlySet<string>,
): ShownPicture[] {
  return Object.values(publications)
    .filter(
      ({ source, isPaused, publicationId }) =>
        source === 'screen' && (isPaused || chosen.has(publicationId)),
    )
    .map(({ publicationId }) => ({ publicationId, size: WHOLE_SCREEN }));
}

/** A picture that is shown twice is wanted once, as large as it is shown anywhere. */
function larger(a: PictureSize | undefined, b: PictureSize): PictureSize {
  if (!a) return b;
  return { width: Math.max(a.width, b.width), height: Math.max(a.height, b.height) };
}
