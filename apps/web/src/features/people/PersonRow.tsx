import { Hand, Mic, MicOff, MonitorUp, Video, VideoOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Person } from '../../session/usePeople.ts';
import { classNames } from '../../ui/classNames.ts';
import { AccountMark } from '../../view/AccountMark.tsx';
import { PeerPicture } from '../../view/PeerPicture.tsx';
import { PresenceSign } from '../../view/PresenceSign.tsx';
import { PersonMenu } from './PersonMenu.tsx';
import { StateIcon } from './StateIcon.tsx';

export function PersonRow({ person }: { person: Person }) {
  const { t } = useTranslation();
  const isTalking = person.isSpeaking && !person.isMuted;
  return (
    <li className="flex items-center gap-3 rounded-xl py-1.5 pr-1.5 pl-3 hover:bg-fill">
      <PeerPicture
        name={person.name}
        account={person.account}
        className={classNames(
          'size-9 text-sm',
          isTalking && 'ring-2 ring-accent ring-offset-2 ring-offset-surface',
        )}
      />
      <span
        className={classNames('min-w-0 flex-1 text-[0.9375rem]', !person.isConnected && 'text-quiet')}
      >
        <span className="block truncate">
          {person.isSelf ? t('call.you', { name: person.name }) : person.name}
        </span>
        <span className="block truncate text-xs text-quiet">
          {person.account?.name ?? t('people.guest')}
        </span>
      </span>
      {person.account && <AccountMark account={person.account} />}
      <PresenceSign peerId={person.peerId} />
      <span className="flex items-center gap-2">
        {person.handRaisedAt !== null && (
          <StateIcon icon={Hand} label={t('call.handUp')} className="text-notice" />
        )}
        {person.screen !== null && (
          <StateIcon icon={MonitorUp} label={t('call.sharing')} className="text-accent" />
        )}
        <StateIcon
          icon={person.camera === null ? VideoOff : Video}
          label={t(person.camera === null ? 'people.cameraOff' : 'people.cameraOn')}
          className="text-quiet"
        />
        <StateIcon
          icon={person.isMuted ? MicOff : Mic}
          label={t(person.isMuted ? 'people.microphoneOff' : 'people.microphoneOn')}
          className={isTalking ? 'text-accent' : person.isMuted ? 'text-danger' : 'text-quiet'}
        />
      </span>
      <PersonMenu person={person} />
    </li>
  );
}
