import { Plus, User } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { useTry } from '../../view/useTry.ts';
import { NewRoomDialog } from './NewRoomDialog.tsx';
import { RoomItem } from './RoomItem.tsx';
import { useRooms } from './useRooms.ts';

type RoomsPageProps = { accountId: string; waiting: ReactNode };

/** The rooms that somebody keeps or belongs to. */
export function RoomsPage({ accountId, waiting }: RoomsPageProps) {
  const { t } = useTranslation('rooms');
  const { rooms, refresh } = useRooms();
  const { problem, run } = useTry({ full: t('problem.tooMany') });
  const [isCreating, setIsCreating] = useState(false);
  if (rooms === undefined) return waiting;
  const known = rooms === 'failed' ? [] : rooms;
  const hasPersonal = known.some(({ isPersonal, role }) => isPersonal && role === 'owner');
  const getPersonal = () =>
    void run(async () => {
      await api.ask('PUT /account/personal-room');
      await refresh();
    });

  return (
    <HomePageFrame>
      <main className="mx-auto w-full max-w-2xl flex-1 py-8">
        <h1 className="text-3xl font-semibold tracking-[-0.025em]">{t('title')}</h1>
        <p className="mt-2 text-quiet text-pretty">{t('intro')}</p>
        <div className="mt-5 flex flex-wrap gap-3">
          <Button look="primary" onClick={() => setIsCreating(true)}>
            <Plus aria-hidden className="size-5" />
            {t('create.open')}
          </Button>
          {!hasPersonal && rooms !== 'failed' && (
            <Button onClick={getPersonal}>
              <User aria-hidden className="size-5" />
              {t('personal.get')}
            </Button>
          )}
        </div>
        {rooms === 'failed' && (
          <Notice look="problem" className="mt-5">
            {t('failed')}
          </Notice>
        )}
        {problem !== undefined && (
          <p role="alert" className="mt-4 text-sm text-danger">
            {problem}
          </p>
        )}
        {rooms !== 'failed' && known.length === 0 && <p className="mt-8 text-quiet">{t('none')}</p>}
        <ul aria-label={t('list')} className="mt-6 grid gap-4 empty:hidden">
          {known.map((room) => (
            <RoomItem key={room.room} room={room} accountId={accountId} onChanged={refresh} />
          ))}
        </ul>
      </main>
      {isCreating && <NewRoomDialog onMade={refresh} onClose={() => setIsCreating(false)} />}
    </HomePageFrame>
  );
}
