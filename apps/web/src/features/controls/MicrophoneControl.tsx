import { Mic, MicOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDeviceToggle } from '../../devices/useDeviceToggle.ts';
import { SHORTCUTS } from '../../view/shortcutKeys.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import { DeviceControl } from './DeviceControl.tsx';

export function MicrophoneControl() {
  const { t } = useTranslation();
  const toggle = useDeviceToggle('microphone');
  return (
    <DeviceControl
      {...toggle}
      label={t(toggle.turnsOn ? 'device.microphoneOn' : 'device.microphoneOff')}
      icon={toggle.media.isOn ? Mic : MicOff}
      shortcut={SHORTCUTS.microphone}
      optionsLabel={t('controls.microphoneOptions')}
    >
      <DeviceChoice kind="microphone" />
      <DeviceChoice kind="speaker" />
    </DeviceControl>
  );
}
