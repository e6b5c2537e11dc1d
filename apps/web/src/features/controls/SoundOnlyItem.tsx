import { Headphones, Images } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import { MenuItem } from '../../ui/Menu.tsx';

export function SoundOnlyItem() {
  const { t } = useTranslation();
  const isSoundOnly = usePreference('isSoundOnly');
  return (
    <MenuItem
      icon={isSoundOnly ? Images : Headphones}
      onSelect={() => setPreferences({ isSoundOnly: !isSoundOnly })}
    >
      {t(isSoundOnly ? 'controls.showPictures' : 'controls.soundOnly')}
    </MenuItem>
  );
}
