import { Clock, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { forgetRoom, useRecentRooms } from '../../preferences/recentRooms.ts';
import { IconButton } from '../../ui/IconButton.tsx';

export function RecentRooms() {
  const { t } = useTranslation();
  const rooms = useRecentRooms();
  if (rooms.length === 0) return null;
  return (
    <section aria-labelledby="recent-rooms" className="mt-8">
      <h2 id="recent-rooms" className="px-3 text-sm font-medium text-quiet">
        {t('home.recent')}
      </h2>
      <ul className="mt-2">
        {rooms.map((room) => (
          <li key={room} className="group flex items-center gap-1 rounded-xl pr-1.5 hover:bg-fill">
            <Link
              to={`/r/${room}`}
              className="flex min-w-0 flex-1 items-center gap-3 rounded-xl px-3 py-3"
            >
              <Clock aria-hidden className="size-4 shrink-0 text-quiet" />
              <span className="truncate font-medium">{room}</span>
            </Link>
            <IconButton label={t('home.forget', { room })} icon={X} onClick={() => forgetRoom(room)} />
          </li>
        ))}
      </ul>
    </section>
  );
}
