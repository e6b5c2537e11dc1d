import type { ShownPicture } from '../CallCommands.ts';
import type { CallState } from '../store/CallState.ts';

/**
 * Screens first, then those who spoke last, then as they are shown.
 *
 * @param spoken peers, who spoke last first
 */
export function byImportance(
  pictures: readonly ShownPicture[],
  publications: CallState['publications'],
  spoken: readonly string[],
): ShownPicture[] {
  const rank = ({ publicationId }: ShownPicture): number => {
    const publication = publications[publicationId];
    if (publication?.source === 'screen') return -1;
    const place = publication ? spoken.indexOf(publication.peerId) : -1;
    return place === -1 ? spoken.length : place;
  };
  return [...pictures].sort((a, b) => rank(a) - rank(b));
}
