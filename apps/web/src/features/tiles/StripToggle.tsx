import { Maximize2, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { useCallView, useCallViewStore } from '../../view/callView.ts';
import type { Box } from './gridLayout.ts';

/** Folds the people beside the stage away and brings them back. In the stage's corner, and quiet. */
export function StripToggle({ main, hiddenCount }: { main: Box; hiddenCount: number }) {
  const { t } = useTranslation();
  const view = useCallViewStore();
  const isFolded = useCallView((state) => state.isStripFolded);
  return (
    <div
      style={{ transform: `translate(${main.x + main.width}px, ${main.y + main.height}px)` }}
      className="absolute top-0 left-0 size-0 transition-transform duration-200 ease-calm"
    >
      <div className="absolute right-2 bottom-2 flex items-center gap-1 rounded-xl bg-raised/85 p-1 text-sm whitespace-nowrap shadow-raised">
        {hiddenCount > 0 && (
          <button
            type="button"
            className="rounded-lg px-2.5 py-1.5 font-medium touchable hover:bg-fill"
            onClick={() => view.setState({ panel: 'people' })}
          >
            {t('call.more', { count: hiddenCount })}
          </button>
        )}
        <IconButton
          label={t(isFolded ? 'call.unfoldStrip' : 'call.foldStrip')}
          icon={isFolded ? Users : Maximize2}
          onClick={() => view.setState({ isStripFolded: !isFolded })}
        />
      </div>
    </div>
  );
}
