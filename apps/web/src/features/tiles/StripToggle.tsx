import { PanelRightClose, PanelRightOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../ui/IconButton.tsx';
import { useCallView, useCallViewStore } from '../../view/callView.ts';

/** Folds the strip of people beside the stage away and brings it back. */
export function StripToggle({ hiddenCount }: { hiddenCount: number }) {
  const { t } = useTranslation();
  const view = useCallViewStore();
  const isFolded = useCallView((state) => state.isStripFolded);
  return (
    <div className="absolute top-3 left-3 flex items-center gap-1 rounded-xl bg-raised/90 p-1 text-sm shadow-raised">
      <IconButton
        label={t(isFolded ? 'call.unfoldStrip' : 'call.foldStrip')}
        icon={isFolded ? PanelRightOpen : PanelRightClose}
        onClick={() => view.setState({ isStripFolded: !isFolded })}
      />
      {hiddenCount > 0 && (
        <button
          type="button"
          className="rounded-lg px-2.5 py-1.5 font-medium touchable hover:bg-fill"
          onClick={() => view.setState({ panel: 'people' })}
        >
          {t('call.more', { count: hiddenCount })}
        </button>
      )}
    </div>
  );
}
