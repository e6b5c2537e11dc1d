import { MicOff, MonitorUp, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { VideoTrack } from '../../ui/VideoTrack.tsx';
import type { TileModel } from '../../view/arrange.ts';
import { PeerPicture } from '../../view/PeerPicture.tsx';
import { pictureOf } from '../../view/useOnStage.ts';

/** Whoever is on the stage, with their name. */
export function FloatingPicture({ model }: { model: TileModel | null }) {
  const { t } = useTranslation();
  if (model === null) {
    return <p className="grid h-full place-items-center px-4 pb-14 text-center">{t('call.alone')}</p>;
  }
  const { kind, person } = model;
  const { name } = person;
  const track = pictureOf(model)?.track ?? null;
  return (
    <>
      {track && (
        <VideoTrack
          key={model.key}
          track={track}
          fit={kind === 'screen' ? 'contain' : 'cover'}
          isMirrored={person.isSelf && kind === 'person'}
        />
      )}
      {!track && (
        <div className="grid h-full place-items-center pb-12 text-2xl">
          <PeerPicture name={name} account={person.account} className="size-24" />
        </div>
      )}
      <p className="absolute top-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-lg bg-black/60 px-2.5 py-1 text-sm font-medium text-white">
        {kind === 'screen' && <MonitorUp aria-hidden className="size-4 shrink-0" />}
        <span className="truncate">{kind === 'screen' ? t('call.screenOf', { name }) : name}</span>
        {kind === 'person' && person.isMuted && (
          <>
            <MicOff aria-hidden className="size-4 shrink-0" />
            <span className="sr-only">{t('call.muted')}</span>
          </>
        )}
        {!person.isConnected && (
          <>
            <WifiOff aria-hidden className="size-4 shrink-0" />
            <span className="sr-only">{t('call.away')}</span>
          </>
        )}
      </p>
    </>
  );
}
