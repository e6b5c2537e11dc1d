import { useMemo, useState } from 'react';
import { usePreference } from '../../preferences/preferences.ts';
import { usePeople } from '../../session/usePeople.ts';
import { arrange, type TileModel } from '../../view/arrange.ts';
import { useCallView } from '../../view/callView.ts';
import { useSpeakerOnStage } from '../../view/useSpeakerOnStage.ts';
import { type Box, gridLayout, type Size } from './gridLayout.ts';
import { stageLayout } from './stageLayout.ts';
import { useSeating } from './useSeating.ts';

export type PlacedTile = { readonly model: TileModel; readonly box: Box; readonly isMain: boolean };

export type PlacedTiles = {
  readonly tiles: readonly PlacedTile[];
  /** Where the one large place is; null in a grid of equals. */
  readonly main: Box | null;
  /** People who have no place in the strip. */
  readonly hiddenCount: number;
  readonly page: number;
  readonly pages: number;
  readonly showPage: (page: number) => void;
};

/** Everything on the stage with its place, for a window of this size. */
export function usePlacedTiles(size: Size, gap: number): PlacedTiles {
  const people = usePeople();
  const layout = useCallView((view) => view.layout);
  const pinned = useCallView((view) => view.pinned);
  const isStripFolded = useCallView((view) => view.isStripFolded);
  const isSelfHidden = usePreference('isSelfViewHidden');
  const speakerId = useSpeakerOnStage();
  const [wantedPage, showPage] = useState(0);

  const { main, others } = useMemo(
    () => arrange(people, { layout, pinned, isSelfHidden, speakerId }),
    [people, layout, pinned, isSelfHidden, speakerId],
  );
  const grid = useMemo(() => gridLayout(size, others.length, gap), [size, others.length, gap]);
  const mainKind = main?.kind ?? 'person';
  const stripCount = isStripFolded ? 0 : others.length;
  const stage = useMemo(
    () => stageLayout(size, mainKind, stripCount, gap),
    [size, mainKind, stripCount, gap],
  );
  const seats = main === null ? grid.perPage : stage.strip.length;
  const seated = useSeating(others, seats);

  const pages = main === null ? Math.max(1, Math.ceil(others.length / grid.perPage)) : 1;
  const page = Math.min(wantedPage, pages - 1);

  return useMemo(() => {
    if (main !== null) {
      const strip = pair(seated, stage.strip);
      const tiles = [{ model: main, box: stage.main, isMain: true }, ...strip];
      const hiddenCount = others.length - strip.length;
      return { tiles, main: stage.main, hiddenCount, page: 0, pages: 1, showPage };
    }
    const onPage = seated.slice(page * grid.perPage, (page + 1) * grid.perPage);
    const boxes =
      onPage.length === grid.boxes.length ? grid.boxes : gridLayout(size, onPage.length, gap).boxes;
    return { tiles: pair(onPage, boxes), main: null, hiddenCount: 0, page, pages, showPage };
  }, [main, seated, stage, others.length, grid, page, pages, size, gap]);
}

function pair(models: readonly TileModel[], boxes: readonly Box[]): PlacedTile[] {
  return boxes.flatMap((box, index) => {
    const model = models[index];
    return model ? [{ model, box, isMain: false }] : [];
  });
}
