import type { Meeting } from '@parley/protocol/api/rooms';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../view/ConfirmDialog.tsx';
import { useWhen } from '../../view/useWhen.ts';
import { useAdminTools } from './AdminContext.ts';
import { MeetingPerson } from './MeetingPerson.tsx';

/** One meeting: since when, who is in it, and how they are doing. */
export function MeetingItem({ meeting: { room, startedAt, peers, troubles } }: { meeting: Meeting }) {
  const { t, i18n } = useTranslation('admin');
  const { api, act } = useAdminTools();
  const when = useWhen();
  const id = useId();
  const [isAsking, setIsAsking] = useState(false);
  const senders = new Set(troubles.map(({ peerId }) => peerId));
  const names = new Intl.ListFormat(i18n.language).format(
    peers.filter(({ peerId }) => senders.has(peerId)).map(({ name }) => name),
  );
  return (
    <li aria-labelledby={id} className="border-t border-line pt-5 first:border-0 first:pt-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 id={id} className="truncate font-semibold">
            {room}
          </h3>
          <p className="text-sm text-quiet">
            {t('meetings.count', { count: peers.length })},{' '}
            {t('meetings.since', { time: when(startedAt) })}
          </p>
        </div>
        <Button size="small" onClick={() => setIsAsking(true)}>
          {t('meetings.close')}
        </Button>
      </div>
      <p className={troubles.length > 0 ? 'mt-2 text-sm text-notice' : 'mt-2 text-sm text-quiet'}>
        {troubles.length > 0
          ? t('meetings.troubles', { count: troubles.length, names })
          : t('meetings.well')}
      </p>
      <ul className="mt-2">
        {peers.map((peer) => (
          <MeetingPerson key={peer.peerId} room={room} peer={peer} />
        ))}
      </ul>
      {isAsking && (
        <ConfirmDialog
          title={t('meetings.closeTitle', { room })}
          text={t('meetings.closeText')}
          action={t('meetings.close')}
          onConfirm={() => void act(() => api.ask('DELETE /rooms/:room', { params: { room } }))}
          onClose={() => setIsAsking(false)}
        />
      )}
    </li>
  );
}
