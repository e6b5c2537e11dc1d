import type { Invitation } from '@parley/protocol/api/operators';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useWhen } from '../../view/useWhen.ts';
import { AdminCard } from './AdminCard.tsx';
import { useAdminTools } from './AdminContext.ts';
import { ShownCode } from './ShownCode.tsx';
import { useListed } from './useListed.ts';

/** Codes with which people make their accounts. */
export function InvitationsCard() {
  const { t } = useTranslation('admin');
  const { api } = useAdminTools();
  const when = useWhen();
  const [note, setNote] = useState('');
  const [made, setMade] = useState<{ code: string; note: string } | null>(null);
  const { items, change } = useListed(async () => (await api.ask('GET /invitations')).invitations);
  const nameOf = (invitation: Pick<Invitation, 'note'>) => invitation.note || t('invitations.nobody');

  const create = (event: SubmitEvent) => {
    event.preventDefault();
    void change(async () => {
      const { code } = await api.ask('POST /invitations', { body: { note: note.trim() } });
      setMade({ code, note: note.trim() });
      setNote('');
    });
  };
  const stateOf = ({ usedAt, expiresAt }: Invitation) => {
    if (usedAt !== null) return t('invitations.used');
    if (expiresAt < Date.now()) return t('invitations.expired');
    return t('invitations.good', { time: when(expiresAt) });
  };

  return (
    <AdminCard title={t('invitations.title')}>
      <p className="mt-1 text-sm text-quiet">{t('invitations.hint')}</p>
      <form onSubmit={create} noValidate className="mt-4 flex flex-wrap items-end gap-3">
        <TextField
          label={t('invitations.note')}
          value={note}
          maxLength={200}
          className="min-w-48 flex-1"
          onChange={(event) => setNote(event.target.value)}
        />
        <Button type="submit" className="h-12">
          {t('invitations.create')}
        </Button>
      </form>
      {made && <ShownCode label={t('invitations.code', { note: nameOf(made) })} code={made.code} />}
      <ul aria-label={t('invitations.title')} className="mt-3 divide-y divide-line empty:hidden">
        {items.map((invitation) => (
          <li key={invitation.invitationId} className="flex items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="truncate font-medium">{nameOf(invitation)}</p>
              <p className="text-sm text-quiet">{stateOf(invitation)}</p>
            </div>
            {invitation.usedAt === null && (
              <Button
                size="small"
                aria-label={t('invitations.withdrawOf', { note: nameOf(invitation) })}
                onClick={() =>
                  void change(() =>
                    api.ask('DELETE /invitations/:invitationId', {
                      params: { invitationId: invitation.invitationId },
                    }),
                  )
                }
              >
                {t('invitations.withdraw')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </AdminCard>
  );
}
