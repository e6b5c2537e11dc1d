import {
  ChartNoAxesColumnIncreasing,
  EllipsisVertical,
  Eye,
  EyeOff,
  Pencil,
  Volume2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { setPreferences, usePreference } from '../../preferences/preferences.ts';
import type { Person } from '../../session/usePeople.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { screenKeyOf } from '../../view/arrange.ts';
import { useCallViewStore } from '../../view/callView.ts';
import { PinItem } from './PinItem.tsx';

/** What one can do about somebody. What is not possible is not there. */
export function PersonMenu({ person }: { person: Person }) {
  const { t } = useTranslation();
  const { t: quality } = useTranslation('quality');
  const view = useCallViewStore();
  const { peerId } = person;
  const isSelfHidden = usePreference('isSelfViewHidden');
  return (
    <Menu
      ground="off-stage"
      trigger={<IconButton label={t('people.actions', { name: person.name })} icon={EllipsisVertical} />}
    >
      <PinItem tile={person.peerId} pin={t('people.pin')} unpin={t('people.unpin')} />
      {person.screen !== null && (
        <PinItem
          tile={screenKeyOf(person.peerId)}
          pin={t('people.pinScreen')}
          unpin={t('people.unpinScreen')}
        />
      )}
      <MenuItem
        icon={ChartNoAxesColumnIncreasing}
        onSelect={() => view.setState({ dialog: { kind: 'quality', peerId } })}
      >
        {quality('open')}
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
