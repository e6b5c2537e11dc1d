import { Hand, MicOff, WifiOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/SessionContext.ts';
import type { Person } from '../../session/usePeople.ts';
import { classNames } from '../../ui/classNames.ts';
import { VideoTrack } from '../../ui/VideoTrack.tsx';
import { AccountMark } from '../../view/AccountMark.tsx';
import { PeerPicture } from '../../view/PeerPicture.tsx';
import { PresenceSign } from '../../view/PresenceSign.tsx';
import { DirectMark } from './DirectMark.tsx';
import type { Box } from './gridLayout.ts';
import { QualitySignal } from './QualitySignal.tsx';
import { SpeakingBars } from './SpeakingBars.tsx';
import { TileReactions } from './TileReactions.tsx';
import { TileTrouble } from './TileTrouble.tsx';

type PersonTileProps = { person: Person; box: Box; isTalking: boolean };

export function PersonTile({ person, box, isTalking }: PersonTileProps) {
  const { t } = useTranslation();
  const session = useSession();
  const isSmall = box.width < 220;
  const avatarSize = Math.max(36, Math.min(box.width, box.height) * 0.36);
  return (
    <>
      {person.camera?.track ? (
        <VideoTrack
          track={person.camera.track}
          isMirrored={person.isSelf}
          onShown={person.isSelf ? undefined : session.pictureShown}
        />
      ) : (
        <div
          style={{ fontSize: avatarSize * 0.36 }}
          className="grid size-full place-items-center bg-radial from-white/6 to-transparent"
        >
          <PeerPicture name={person.name} account={person.account} className="size-[2.78em]" />
        </div>
      )}

      {!person.isConnected && (
        <p className="absolute inset-0 flex flex-col items-center justify-center gap-2 bg-black/65 text-sm font-medium">
          <WifiOff aria-hidden className="size-5" />
          {t('call.away')}
        </p>
      )}

      {person.handRaisedAt !== null && (
        <p className="absolute top-2 left-2 flex items-center gap-1.5 rounded-full bg-notice px-2.5 py-1.5 text-xs font-semibold text-notice-soft">
          <Hand aria-hidden className="size-4" />
          <span className={isSmall ? 'sr-only' : undefined}>{t('call.handUp')}</span>
        </p>
      )}

      <QualitySignal person={person} />
      <TileTrouble peerId={person.peerId} isSmall={isSmall} />
      <p
        className={classNames(
          'absolute bottom-2 left-2 flex max-w-[calc(100%-1rem)] items-center gap-1.5 rounded-lg bg-black/60 py-1 pr-2.5 pl-1.5 font-medium text-white',
          isSmall ? 'text-xs' : 'text-sm',
        )}
      >
        {person.isMuted ? (
          <span className="grid size-5 shrink-0 place-items-center rounded-md bg-danger-fill">
            <MicOff aria-hidden className="size-3" />
          </span>
        ) : (
          <SpeakingBars isTalking={isTalking} />
        )}
        <span className="truncate">
          {person.isSelf ? t('call.you', { name: person.name }) : person.name}
        </span>
        {person.account && <AccountMark account={person.account} />}
        <PresenceSign peerId={person.peerId} />
        {!person.isSelf && <DirectMark />}
      </p>

      <span
        aria-hidden
        className={classNames(
          'pointer-events-none absolute inset-0 rounded-[inherit] border-[3px] border-accent transition-opacity duration-150',
          isTalking ? 'opacity-100' : 'opacity-0',
        )}
      />
      <TileReactions peerId={person.peerId} />
    </>
  );
}
