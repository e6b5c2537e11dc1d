import { useTranslation } from 'react-i18next';
import { DATA_USES } from '../../preferences/preferences.ts';
import { MenuChoice } from '../../ui/Menu.tsx';
import { useDataUse } from '../../view/useDataUse.ts';

export function DataUseChoice() {
  const { t } = useTranslation();
  const { dataUse, choose } = useDataUse();
  return (
    <MenuChoice
      label={t('controls.dataUse')}
      value={dataUse}
      options={DATA_USES.map((value) => ({ value, label: t(`controls.dataUses.${value}`) }))}
      onChange={choose}
    />
  );
}
