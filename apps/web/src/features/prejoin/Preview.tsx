import { Mic, MicOff, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useDeviceToggle } from '../../devices/useDeviceToggle.ts';
import { usePreference } from '../../preferences/preferences.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { VideoTrack } from '../../ui/VideoTrack.tsx';
import { PreviewButton } from './PreviewButton.tsx';
import { QuestionHint } from './QuestionHint.tsx';

/** What the others would see, as in a mirror, with the two switches on it. */
export function Preview() {
  const { t } = useTranslation();
  const name = usePreference('name');
  const microphone = useDeviceToggle('microphone');
  const camera = useDeviceToggle('camera');
  const { track } = camera.media;
  const isStarting = camera.media.isBusy && camera.media.isWanted;
  return (
    <section
      aria-label={t('prejoin.preview')}
      className="on-stage relative isolate aspect-video w-full overflow-hidden rounded-3xl bg-tile shadow-card forced-colors:border"
    >
      {track !== null && camera.media.isOn ? (
        <VideoTrack track={track} isMirrored />
      ) : (
        <div className="flex size-full flex-col items-center justify-center pb-12 text-center">
          {isStarting ? (
            <p className="flex items-center gap-3 text-quiet">
              <Spinner />
              {t('prejoin.starting')}
            </p>
          ) : (
            <>
              {name.trim() !== '' && (
                <Avatar
                  name={name}
                  className="mb-4 size-16 text-xl max-sm:hidden sm:size-24 sm:text-3xl"
                />
              )}
              <p className="font-medium">{t('prejoin.cameraOff')}</p>
              <p className="mt-1 px-6 text-sm text-quiet max-sm:hidden">{t('prejoin.cameraOffHint')}</p>
            </>
          )}
        </div>
      )}
      <QuestionHint />
      <div className="absolute inset-x-0 bottom-0 flex justify-center gap-3 bg-gradient-to-t from-black/55 to-transparent p-4 sm:p-5">
        <PreviewButton
          {...microphone}
          label={t(microphone.turnsOn ? 'device.microphoneOn' : 'device.microphoneOff')}
          icon={microphone.media.isOn ? Mic : MicOff}
          keys="D"
        />
        <PreviewButton
          {...camera}
          label={t(camera.turnsOn ? 'device.cameraOn' : 'device.cameraOff')}
          icon={camera.media.isOn ? Video : VideoOff}
          keys="E"
        />
      </div>
    </section>
  );
}
