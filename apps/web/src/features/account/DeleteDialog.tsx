import type { OwnAccount } from '@parley/protocol/account';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, setAccount } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type Problem, useAttempt } from './useAttempt.ts';

export function DeleteDialog({ account, onClose }: { account: OwnAccount; onClose: () => void }) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const [password, setPassword] = useState('');
  const { attempt, isBusy, problemOf } = useAttempt<'password'>(({ details }) =>
    details?.['reason'] === 'password'
      ? { field: 'password', text: t('problem.wrongOwnPassword') }
      : undefined,
  );

  const close = async (): Promise<Problem<'password'> | undefined> => {
    if (password === '') return { field: 'password', text: t('problem.noPassword') };
    await api.ask('POST /account/close', { body: { password } });
    setAccount(null);
    return undefined;
  };

  return (
    <Dialog title={t('data.deleteTitle')} closeLabel={common('common.close')} onClose={onClose}>
      <form noValidate onSubmit={(event) => void attempt(event, close)}>
        <p className="mb-4 text-pretty">{t('data.deleteConfirm', { name: account.displayName })}</p>
        <TextField
          type="password"
          label={t('field.currentPassword')}
          value={password}
          error={problemOf('password') ?? problemOf()}
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
        />
        <div className="mt-6 flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{common('common.cancel')}</Button>
          <Button type="submit" look="danger" aria-busy={isBusy}>
            {t('data.deleteDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
