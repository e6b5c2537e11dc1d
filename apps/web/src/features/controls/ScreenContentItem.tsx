import { Film, Type } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { MenuItem } from '../../ui/Menu.tsx';

/** Absent while no screen is shared. */
export function ScreenContentItem() {
  const { t } = useTranslation();
  const session = useSession();
  const isShared = useCall(({ local }) => local.screen.isOn);
  const isMotion = useCall(({ screenContent }) => screenContent === 'motion');
  if (!isShared) return null;
  return (
    <MenuItem
      icon={isMotion ? Type : Film}
      onSelect={() => session.setScreenContent(isMotion ? 'detail' : 'motion')}
    >
      {t(isMotion ? 'controls.optimiseForText' : 'controls.optimiseForVideo')}
    </MenuItem>
  );
}
