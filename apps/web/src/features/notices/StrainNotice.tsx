import { Cpu } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { useAdaptive } from '../../view/useAdaptive.ts';

/** Why pictures are not as sharp as they were, for as long as that is so. */
export function StrainNotice() {
  const { t } = useTranslation('quality');
  const isStrained = useCall((state) => state.limits.strain > 0);
  const { choose } = useAdaptive();
  if (!isStrained) return null;
  return (
    <div
      role="status"
      className="flex items-center gap-3 rounded-xl bg-raised px-4 py-2 text-sm shadow-raised"
    >
      <Cpu aria-hidden className="size-5 shrink-0 text-quiet" />
      <p className="flex-1">{t('strain.notice')}</p>
      <Button size="small" onClick={() => choose(false)}>
        {t('strain.keepLarge')}
      </Button>
    </div>
  );
}
