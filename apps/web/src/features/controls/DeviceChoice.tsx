import type { DeviceKind } from '@parley/client/session/store/CallState';
import { useTranslation } from 'react-i18next';
import { useDeviceChoice } from '../../devices/useDeviceChoice.ts';
import { useSession } from '../../session/SessionContext.ts';
import { MenuChoice } from '../../ui/Menu.tsx';

export function DeviceChoice({ kind }: { kind: DeviceKind }) {
  const { t } = useTranslation();
  const session = useSession();
  const { chosen, options, canChoose } = useDeviceChoice(kind);
  if (!canChoose) return null;
  return (
    <MenuChoice
      label={t(`prejoin.${kind}`)}
      value={chosen}
      options={options}
      onChange={(deviceId) => void session.chooseDevice(kind, deviceId === '' ? null : deviceId)}
    />
  );
}
