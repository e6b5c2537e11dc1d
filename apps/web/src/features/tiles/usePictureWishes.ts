import type { ShownPicture } from '@parley/client/session/CallCommands';
import { useEffect } from 'react';
import { usePreference } from '../../preferences/preferences.ts';
import { useSession } from '../../session/SessionContext.ts';
import { useCallView } from '../../view/callView.ts';
import { inPixels } from '../../view/inPixels.ts';
import { pictureOf } from '../../view/useOnStage.ts';
import { usePageVisibility } from './usePageVisibility.ts';
import type { PlacedTile } from './usePlacedTiles.ts';
import { withFloating } from './withFloating.ts';

/**
 * Tells the session which pictures are shown and how large, in the pixels of this display; with sound only,
 * none. The small window above all others is seen while the page is not.
 */
export function usePictureWishes(tiles: readonly PlacedTile[]): void {
  const session = useSession();
  const isVisible = usePageVisibility();
  const isSoundOnly = usePreference('dataUse') === 'sound-only';
  const floating = useCallView((view) => view.floatingPicture);
  useEffect(() => {
    const shown = (isVisible ? tiles : []).flatMap(({ model, box }): ShownPicture[] => {
      const picture = pictureOf(model);
      if (picture === null || model.person.isSelf) return [];
      const size = {
        width: inPixels(box.width, devicePixelRatio),
        height: inPixels(box.height, devicePixelRatio),
      };
      return [{ publicationId: picture.publicationId, size }];
    });
    session.showPictures(isSoundOnly ? [] : withFloating(shown, floating));
  }, [session, tiles, isVisible, isSoundOnly, floating]);
}
