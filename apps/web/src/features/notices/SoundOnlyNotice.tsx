import { Headphones } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import { Button } from '../../ui/Button.tsx';

/** Nobody shall wonder where the pictures are, in the next call neither. */
export function SoundOnlyNotice() {
  const { t } = useTranslation();
  const isSoundOnly = usePreference('isSoundOnly');
  if (!isSoundOnly) return null;
  return (
    <div className="flex items-center gap-3 rounded-xl bg-raised px-4 py-2 text-sm shadow-raised">
      <Headphones aria-hidden className="size-5 shrink-0 text-quiet" />
      <p className="flex-1">{t('call.soundOnly')}</p>
      <Button size="small" onClick={() => setPreferences({ isSoundOnly: false })}>
        {t('controls.showPictures')}
      </Button>
    </div>
  );
}
