import { Eye, EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import { MenuItem } from '../../ui/Menu.tsx';

export function SelfViewItem() {
  const { t } = useTranslation();
  const isHidden = usePreference('isSelfViewHidden');
  return (
    <MenuItem
      icon={isHidden ? Eye : EyeOff}
      onSelect={() => setPreferences({ isSelfViewHidden: !isHidden })}
    >
      {t(isHidden ? 'controls.showSelf' : 'controls.hideSelf')}
    </MenuItem>
  );
}
