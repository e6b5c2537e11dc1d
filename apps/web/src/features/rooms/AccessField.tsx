import { RoomAccess } from '@parley/protocol/keptRoom';
import { useTranslation } from 'react-i18next';
import { SelectField } from '../../ui/SelectField.tsx';

type AccessFieldProps = { value: RoomAccess; onChange: (access: RoomAccess) => void };

export function AccessField({ value, onChange }: AccessFieldProps) {
  const { t } = useTranslation('rooms');
  return (
    <SelectField
      label={t('field.access')}
      value={value}
      options={RoomAccess.options.map((access) => ({ value: access, label: t(`access.${access}`) }))}
      onChange={(chosen) => onChange(RoomAccess.parse(chosen))}
    />
  );
}
