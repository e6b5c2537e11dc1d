import type { KeptRoom, KeptRoomDetails } from '@parley/protocol/keptRoom';
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../view/ConfirmDialog.tsx';
import { useTry } from '../../view/useTry.ts';
import { MeetingSection } from './MeetingSection.tsx';
import { MembersSection } from './MembersSection.tsx';
import { SettingsSection } from './SettingsSection.tsx';
import { VisitsSection } from './VisitsSection.tsx';

type RoomDetailsProps = { kept: KeptRoom; accountId: string; onChanged: () => Promise<void> };

/** What belongs to a room: for its owner to change, for members to see. */
export function RoomDetails({ kept, accountId, onChanged }: RoomDetailsProps) {
  const { t } = useTranslation('rooms');
  const { room, title, role } = kept;
  const isOwner = role === 'owner';
  const [details, setDetails] = useState<KeptRoomDetails>();
  const [isAsking, setIsAsking] = useState(false);
  const { problem, run } = useTry();
  const load = useCallback(async () => {
    const found = await api.ask('GET /account/rooms/:room', { params: { room } }).catch(() => undefined);
    setDetails(found);
    // It may be another's now, or nobody's.
    if (found === undefined) await onChanged();
  }, [room, onChanged]);
  useEffect(() => void load(), [load]);

  const end = () =>
    void run(async () => {
      if (isOwner) await api.ask('DELETE /account/rooms/:room', { params: { room } });
      else {
        const params = { room, accountId };
        await api.ask('DELETE /account/rooms/:room/members/:accountId', { params });
      }
      await onChanged();
    });
  const ending = isOwner ? 'remove' : 'leave';

  return (
    <div className="mt-5 grid gap-7 border-t border-line pt-5">
      <MeetingSection kept={kept} onChanged={onChanged} />
      {details !== undefined && <MembersSection details={details} onChanged={load} />}
      <VisitsSection room={room} title={title} />
      {isOwner && <SettingsSection kept={kept} onChanged={onChanged} />}
      <div>
        <Button size="small" onClick={() => setIsAsking(true)}>
          {t(`${ending}.do`)}
        </Button>
        {problem !== undefined && (
          <p role="alert" className="mt-2 text-sm text-danger">
            {problem}
          </p>
        )}
      </div>
      {isAsking && (
        <ConfirmDialog
          title={t(`${ending}.title`, { title })}
          text={t(`${ending}.text`)}
          action={t(`${ending}.do`)}
          onConfirm={end}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}
