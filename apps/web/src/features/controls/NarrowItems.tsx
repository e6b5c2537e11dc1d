import { MonitorUp, MonitorX, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { MenuItem, MenuLine } from '../../ui/Menu.tsx';
import { useScreenShare } from '../../view/useScreenShare.ts';
import { useTogglePanel } from '../../view/useTogglePanel.ts';
import { LayoutChoice } from './LayoutChoice.tsx';
import { ReactionItems } from './ReactionItems.tsx';
import { SelfViewItem } from './SelfViewItem.tsx';

/** What has no room in a narrow toolbar. */
export function NarrowItems() {
  const { t } = useTranslation();
  const share = useScreenShare();
  const togglePanel = useTogglePanel();
  return (
    <>
      <ReactionItems />
      <MenuLine />
      <MenuItem icon={Users} onSelect={() => togglePanel('people')}>
        {t('controls.people')}
      </MenuItem>
      {share && (
        <MenuItem icon={share.media.isOn ? MonitorX : MonitorUp} onSelect={share.toggle}>
          {t(share.media.isOn ? 'controls.stopSharing' : 'controls.share')}
        </MenuItem>
      )}
      <MenuLine />
      <LayoutChoice />
      <SelfViewItem />
      <MenuLine />
    </>
  );
}
