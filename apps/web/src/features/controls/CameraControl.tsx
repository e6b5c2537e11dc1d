import { Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDeviceToggle } from '../../devices/useDeviceToggle.ts';
import { SHORTCUTS } from '../../view/shortcutKeys.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import { DeviceControl } from './DeviceControl.tsx';

export function CameraControl() {
  const { t } = useTranslation();
  const toggle = useDeviceToggle('camera');
  return (
    <DeviceControl
      {...toggle}
      label={t(toggle.turnsOn ? 'device.cameraOn' : 'device.cameraOff')}
      icon={toggle.media.isOn ? Video : VideoOff}
      shortcut={SHORTCUTS.camera}
      optionsLabel={t('controls.cameraOptions')}
    >
      <DeviceChoice kind="camera" />
    </DeviceControl>
  );
}
