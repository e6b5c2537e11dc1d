import { useTranslation } from 'react-i18next';
import { AloneCard } from './AloneCard.tsx';
import { Pager } from './Pager.tsx';
import { StripToggle } from './StripToggle.tsx';
import { Tile } from './Tile.tsx';
import { useElementSize } from './useElementSize.ts';
import { usePictureWishes } from './usePictureWishes.ts';
import { usePlacedTiles } from './usePlacedTiles.ts';

const GAP = 10;

/** Everybody and every screen, placed by what this window has room for. */
export function Stage() {
  const { t } = useTranslation();
  const { ref, size } = useElementSize<HTMLUListElement>();
  const placed = usePlacedTiles(size, GAP);
  usePictureWishes(placed.tiles);
  return (
    <div className="relative min-h-0 flex-1">
      <ul ref={ref} aria-label={t('call.people')} className="relative size-full overflow-hidden">
        {placed.tiles.map(({ model, box, isMain }) => (
          <Tile key={model.key} model={model} box={box} isMain={isMain} />
        ))}
      </ul>
      {placed.main && <StripToggle main={placed.main} hiddenCount={placed.hiddenCount} />}
      {placed.pages > 1 && <Pager page={placed.page} pages={placed.pages} onShow={placed.showPage} />}
      <AloneCard />
    </div>
  );
}
