import { LogOut, Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDeviceToggle } from '../../devices/useDeviceToggle.ts';
import { useSession } from '../../session/SessionContext.ts';
import { ControlButton } from '../../view/ControlButton.tsx';

/** The controls of the call, as far as they are needed beside other windows. */
export function FloatingControls() {
  const { t } = useTranslation();
  const session = useSession();
  const microphone = useDeviceToggle('microphone');
  const camera = useDeviceToggle('camera');
  const leave = t('controls.leave');
  const devices = [
    {
      ...microphone,
      kind: 'microphone',
      label: t(microphone.turnsOn ? 'device.microphoneOn' : 'device.microphoneOff'),
      icon: microphone.media.isOn ? Mic : MicOff,
    },
    {
      ...camera,
      kind: 'camera',
      label: t(camera.turnsOn ? 'device.cameraOn' : 'device.cameraOff'),
      icon: camera.media.isOn ? Video : VideoOff,
    },
  ];
  return (
    <div
      role="toolbar"
      aria-label={t('controls.toolbar')}
      className="absolute inset-x-0 bottom-2 flex justify-center gap-2"
    >
      {devices.map(({ kind, media, toggle, label, icon }) => (
        <ControlButton
          key={kind}
          label={label}
          title={label}
          icon={icon}
          look={media.isOn ? 'plain' : 'off'}
          isBusy={media.isBusy}
          hasProblem={media.error !== null}
          onClick={toggle}
        />
      ))}
      <ControlButton
        label={leave}
        title={leave}
        icon={LogOut}
        look="off"
        className="ml-3"
        onClick={() => void session.leave()}
      />
    </div>
  );
}
