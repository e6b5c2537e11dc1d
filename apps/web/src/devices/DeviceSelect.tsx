import type { DeviceKind } from '@parley/client/session/store/CallState';
import { Mic, Video, Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/SessionContext.ts';
import { SelectField } from '../ui/SelectField.tsx';
import { useDeviceChoice } from './useDeviceChoice.ts';

const ICONS = { microphone: Mic, camera: Video, speaker: Volume2 } as const;

type DeviceSelectProps = { kind: DeviceKind; hasVisibleLabel?: boolean; className?: string };

export function DeviceSelect({ kind, hasVisibleLabel = false, className }: DeviceSelectProps) {
  const { t } = useTranslation();
  const session = useSession();
  const { chosen, options, canChoose } = useDeviceChoice(kind);
  return (
    <SelectField
      label={t(`prejoin.${kind}`)}
      value={chosen}
      options={options}
      disabled={!canChoose}
      onChange={(deviceId) => void session.chooseDevice(kind, deviceId === '' ? null : deviceId)}
      {...(hasVisibleLabel ? {} : { icon: ICONS[kind] })}
      {...(className === undefined ? {} : { className })}
    />
  );
}
