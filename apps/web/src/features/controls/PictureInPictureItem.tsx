import { PictureInPicture2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MenuItem } from '../../ui/Menu.tsx';
import { useFloating } from '../../view/useFloating.ts';

export function PictureInPictureItem() {
  const { t } = useTranslation();
  const floating = useFloating();
  if (!floating) return null;
  return (
    <MenuItem icon={PictureInPicture2} onSelect={floating.toggle}>
      {t(floating.isOn ? 'controls.leavePictureInPicture' : 'controls.pictureInPicture')}
    </MenuItem>
  );
}
