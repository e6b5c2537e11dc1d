import type { Meeting } from '@parley/protocol/api/rooms';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../view/ConfirmDialog.tsx';
import { useAdminTools } from './AdminContext.ts';

type MeetingPersonProps = { room: string; peer: Meeting['peers'][number] };

export function MeetingPerson({ room, peer }: MeetingPersonProps) {
  const { t, i18n } = useTranslation('admin');
  const { api, act } = useAdminTools();
  const [isAsking, setIsAsking] = useState(false);
  const { name, peerId } = peer;
  const sending = peer.sending.map((source) => t(`meetings.sending.${source}`));
  const facts = [
    sending.length === 0
      ? t('meetings.listens')
      : new Intl.ListFormat(i18n.language, { type: 'unit' }).format(sending),
    peer.isConnected ? t(`meetings.uplink.${peer.uplink}`) : t('meetings.away'),
  ];
  return (
    <li className="flex items-center gap-3 py-2">
      <Avatar name={name} className="size-8 shrink-0 text-xs" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-quiet">{facts.join(' · ')}</p>
      </div>
      <Button
        size="small"
        aria-label={t('meetings.removeOf', { name })}
        onClick={() => setIsAsking(true)}
      >
        {t('meetings.remove')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('meetings.removeTitle', { name })}
          text={t('meetings.removeText')}
          action={t('meetings.remove')}
          onConfirm={() =>
            void act(() =>
              api.ask('DELETE /rooms/:room/peers/:peer', { params: { room, peer: peerId } }),
            )
          }
          onClose={() => setIsAsking(false)}
        />
      )}
    </li>
  );
}
