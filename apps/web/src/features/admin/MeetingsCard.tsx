import type { Meeting } from '@parley/protocol/api/rooms';
import { useTranslation } from 'react-i18next';
import { AdminCard } from './AdminCard.tsx';
import { MeetingItem } from './MeetingItem.tsx';

export function MeetingsCard({ rooms }: { rooms: readonly Meeting[] }) {
  const { t } = useTranslation('admin');
  return (
    <AdminCard title={t('meetings.title')}>
      {rooms.length === 0 ? (
        <p className="mt-3 text-quiet">{t('meetings.none')}</p>
      ) : (
        <ul aria-label={t('meetings.title')} className="mt-4 space-y-5">
          {rooms.map((meeting) => (
            <MeetingItem key={meeting.room} meeting={meeting} />
          ))}
        </ul>
      )}
    </AdminCard>
  );
}
