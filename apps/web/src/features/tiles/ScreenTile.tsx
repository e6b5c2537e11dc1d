import { MonitorUp } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../../preferences/preferences.ts';
import { useSession } from '../../session/SessionContext.ts';
import type { Person, Picture } from '../../session/usePeople.ts';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { VideoTrack } from '../../ui/VideoTrack.tsx';

/** A shared screen: all of it, whatever its shape. One's own is shown small and dimmed behind words. */
export function ScreenTile({ picture, person }: { picture: Picture; person: Person }) {
  const { t } = useTranslation();
  const session = useSession();
  // With a limit it may be that it is not received.
  const isAwaited = usePreference('dataUse') === 'all';
  return (
    <>
      {picture.track === null ? (
        <div className="grid size-full place-items-center text-quiet">
          {isAwaited && <Spinner className="size-7" />}
        </div>
      ) : (
        <VideoTrack
          track={picture.track}
          fit="contain"
          {...(person.isSelf ? { className: 'opacity-25' } : {})}
        />
      )}
      {person.isSelf ? (
        <div className="absolute inset-0 flex flex-col items-center justify-center gap-3 overflow-hidden p-3 text-center">
          <p className="flex items-center gap-2 font-semibold">
            <MonitorUp aria-hidden className="size-5 shrink-0 text-accent" />
            {t('call.ownScreen')}
          </p>
          <Button look="danger" size="small" onClick={() => void session.setScreen(false)}>
            {t('controls.stopSharing')}
          </Button>
        </div>
      ) : (
        <p className="absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-lg bg-black/60 px-2.5 py-1 text-sm font-medium text-white">
          <MonitorUp aria-hidden className="size-4 shrink-0" />
          <span className="truncate">{t('call.screenOf', { name: person.name })}</span>
        </p>
      )}
    </>
  );
}
