import { LIMITS } from '@parley/protocol/limits';
import { useEffect } from 'react';
import { usePreference } from '../../preferences/preferences.ts';
import { useSession } from '../../session/SessionContext.ts';
import { usePageVisibility } from './usePageVisibility.ts';
import type { PlacedTile } from './usePlacedTiles.ts';

/** Tells the session which pictures are shown and how large, in the pixels of this display; with sound only, none. */
export function usePictureWishes(tiles: readonly PlacedTile[]): void {
  const session = useSession();
  const isVisible = usePageVisibility();
  const isSoundOnly = usePreference('dataUse') === 'sound-only';
  useEffect(() => {
    const pixels = (length: number) =>
      Math.min(LIMITS.pixels, Math.max(1, Math.ceil(length * devicePixelRatio)));
    const shown = isVisible && !isSoundOnly ? tiles : [];
    session.showPictures(
      shown.flatMap(({ model, box }) => {
        const picture = model.kind === 'screen' ? model.picture : model.person.camera;
        if (picture === null || model.person.isSelf) return [];
        const size = { width: pixels(box.width), height: pixels(box.height) };
        return [{ publicationId: picture.publicationId, size }];
      }),
    );
  }, [session, tiles, isVisible, isSoundOnly]);
}
