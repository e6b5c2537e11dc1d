import { EllipsisVertical, Eye, EyeOff, Pencil, Pin, PinOff, Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import type { Person } from '../../session/usePeople.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { useCallView, useCallViewStore } from '../../view/callView.ts';

/** What one can do about somebody. What is not possible is not there. */
export function PersonMenu({ person }: { person: Person }) {
  const { t } = useTranslation();
  const view = useCallViewStore();
  const { peerId } = person;
  const isPinned = useCallView((state) => state.pinned === peerId);
  const isSelfHidden = usePreference('isSelfViewHidden');
  return (
    <Menu
      ground="off-stage"
      trigger={<IconButton label={t('people.actions', { name: person.name })} icon={EllipsisVertical} />}
    >
      <MenuItem
        icon={isPinned ? PinOff : Pin}
        onSelect={() => view.setState({ pinned: isPinned ? null : peerId })}
      >
        {t(isPinned ? 'people.unpin' : 'people.pin')}
      </MenuItem>
      {person.isSelf ? (
        <>
          <MenuItem icon={Pencil} onSelect={() => view.setState({ dialog: { kind: 'rename' } })}>
            {t('controls.rename')}
          </MenuItem>
          <MenuItem
            icon={isSelfHidden ? Eye : EyeOff}
            onSelect={() => setPreferences({ isSelfViewHidden: !isSelfHidden })}
          >
            {t(isSelfHidden ? 'controls.showSelf' : 'controls.hideSelf')}
          </MenuItem>
        </>
      ) : (
        <MenuItem icon={Volume2} onSelect={() => view.setState({ dialog: { kind: 'volume', peerId } })}>
          {t('people.volume')}
        </MenuItem>
      )}
    </Menu>
  );
}
