import { LayoutGrid } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Menu, MenuLine } from '../../ui/Menu.tsx';
import { ControlButton } from '../../view/ControlButton.tsx';
import { LayoutChoice } from './LayoutChoice.tsx';
import { SelfViewItem } from './SelfViewItem.tsx';

export function LayoutMenu() {
  const { t } = useTranslation();
  const label = t('controls.layout');
  return (
    <Menu
      side="top"
      align="center"
      hint={label}
      trigger={<ControlButton label={label} icon={LayoutGrid} />}
    >
      <LayoutChoice />
      <MenuLine />
      <SelfViewItem />
    </Menu>
  );
}
