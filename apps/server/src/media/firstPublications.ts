import { type FirstWish, KIND_OF_SOURCE, type Source } from '@parley/protocol/media';

type Candidate = { readonly source: Source; readonly isPaused: boolean };

/**
 * What somebody who has just come in gets: every sound, and up to `wish.videos` pictures, screens
 * first. A picture that stands still at the moment takes no place from one that moves.
 *
 * @param publications in the order in which their owners came in
 */
export function firstPublications<Publication extends Candidate>(
  publications: readonly Publication[],
  wish: FirstWish,
): Publication[] {
  const sounds = publications.filter((one) => KIND_OF_SOURCE[one.source] === 'audio');
  const pictures = publications
    .filter((one) => KIND_OF_SOURCE[one.source] === 'video')
    // Sorting is stable: among equals the owner who is here longest stays first.
    .sort((a, b) => rank(a) - rank(b));
  return [...sounds, ...pictures.slice(0, wish.videos)];
}

function rank(publication: Candidate): number {
  return (publication.isPaused ? 2 : 0) + (publication.source === 'screen' ? 0 : 1);
}
