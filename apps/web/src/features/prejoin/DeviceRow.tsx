import { DeviceSelect } from '../../devices/DeviceSelect.tsx';
import { MicrophoneMeter } from '../../devices/MicrophoneMeter.tsx';
import { TestSpeakerButton } from '../../devices/TestSpeakerButton.tsx';

export function DeviceRow() {
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <div>
        <DeviceSelect kind="microphone" />
        <MicrophoneMeter className="mt-3" />
      </div>
      <DeviceSelect kind="camera" />
      <div>
        <DeviceSelect kind="speaker" />
        <TestSpeakerButton className="mt-1.5" />
      </div>
    </div>
  );
}
