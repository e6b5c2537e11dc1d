import { useTranslation } from 'react-i18next';
import { Switch } from '../../ui/Switch.tsx';
import { useAdaptive } from '../../view/useAdaptive.ts';

export function AdaptiveSwitch() {
  const { t } = useTranslation('quality');
  const { isAdaptive, choose } = useAdaptive();
  return (
    <Switch label={t('strain.allow')} hint={t('strain.allowHint')} isOn={isAdaptive} onChange={choose} />
  );
}
