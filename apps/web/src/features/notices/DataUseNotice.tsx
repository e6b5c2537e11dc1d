import { Gauge, Headphones } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useDataUse } from '../../view/useDataUse.ts';

/** Nobody shall wonder where the pictures are, in the next call neither. */
export function DataUseNotice() {
  const { t } = useTranslation();
  const { dataUse, choose } = useDataUse();
  if (dataUse === 'all') return null;
  const isSoundOnly = dataUse === 'sound-only';
  const Icon = isSoundOnly ? Headphones : Gauge;
  return (
    <div className="flex items-center gap-3 rounded-xl bg-raised px-4 py-2 text-sm shadow-raised">
      <Icon aria-hidden className="size-5 shrink-0 text-quiet" />
      <p className="flex-1">{t(isSoundOnly ? 'call.soundOnly' : 'call.limited', { limit: dataUse })}</p>
      <Button size="small" onClick={() => choose('all')}>
        {t('controls.dataUses.all')}
      </Button>
    </div>
  );
}
