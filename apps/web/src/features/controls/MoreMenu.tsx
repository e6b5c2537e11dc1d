import { Ellipsis, Keyboard, Link, Maximize, Minimize, Pencil, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useIsDirectCall } from '../../session/useIsDirectCall.ts';
import { Menu, MenuItem, MenuLine } from '../../ui/Menu.tsx';
import { ControlButton } from '../../view/ControlButton.tsx';
import { useCallViewStore } from '../../view/callView.ts';
import { SHORTCUTS } from '../../view/shortcutKeys.ts';
import { useCopyLink } from '../../view/useCopyLink.ts';
import { useFullscreen } from '../../view/useFullscreen.ts';
import { DataUseChoice } from './DataUseChoice.tsx';
import { NarrowItems } from './NarrowItems.tsx';
import { PictureInPictureItem } from './PictureInPictureItem.tsx';
import { ScreenContentItem } from './ScreenContentItem.tsx';

export function MoreMenu({ isNarrow }: { isNarrow: boolean }) {
  const { t } = useTranslation();
  const view = useCallViewStore();
  const fullscreen = useFullscreen();
  const { copy } = useCopyLink();
  const isDirect = useIsDirectCall();
  const label = t('controls.more');
  return (
    <Menu side="top" hint={label} trigger={<ControlButton label={label} icon={Ellipsis} />}>
      {isNarrow && <NarrowItems />}
      {!isDirect && (
        <MenuItem icon={Link} onSelect={copy}>
          {t('common.copyLink')}
        </MenuItem>
      )}
      <MenuItem icon={Pencil} onSelect={() => view.setState({ dialog: { kind: 'rename' } })}>
        {t('controls.rename')}
      </MenuItem>
      {fullscreen && (
        <MenuItem icon={fullscreen.isOn ? Minimize : Maximize} onSelect={fullscreen.toggle}>
          {t(fullscreen.isOn ? 'controls.leaveFullscreen' : 'controls.fullscreen')}
        </MenuItem>
      )}
      <PictureInPictureItem />
      <ScreenContentItem />
      <MenuLine />
      <DataUseChoice />
      <MenuLine />
      {!isNarrow && (
        <MenuItem
          icon={Keyboard}
          hint={SHORTCUTS.help.shown}
          onSelect={() => view.setState({ dialog: { kind: 'shortcuts' } })}
        >
          {t('controls.shortcuts')}
        </MenuItem>
      )}
      <MenuItem icon={Settings} onSelect={() => view.setState({ dialog: { kind: 'settings' } })}>
        {t('controls.settings')}
      </MenuItem>
    </Menu>
  );
}
