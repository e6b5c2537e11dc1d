import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';

/** A quiet word on the other one's tile, while the two are connected straight to each other. */
export function DirectMark() {
  const { t } = useTranslation('quality');
  const isOn = useCall((state) => state.direct.isOn);
  if (!isOn) return null;
  return (
    <span
      title={t('path.direct')}
      className="shrink-0 rounded-sm border border-white/40 px-1 text-xs text-white/85"
    >
      {t('direct.mark')}
    </span>
  );
}
