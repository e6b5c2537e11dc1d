import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type Problem, useAttempt } from './useAttempt.ts';

type PasswordDialogProps = {
  title: string;
  /** What is about to happen. */
  text: string;
  submit: string;
  /** Rejects with a ParleyError. */
  onSubmit: (password: string) => Promise<void>;
  onClose: () => void;
};

/** Asks for the password once more, before what cannot be undone. */
export function PasswordDialog({ title, text, submit, onSubmit, onClose }: PasswordDialogProps) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const [password, setPassword] = useState('');
  const { attempt, isBusy, problemOf } = useAttempt<'password'>(({ details }) =>
    details?.['reason'] === 'password'
      ? { field: 'password', text: t('problem.wrongOwnPassword') }
      : undefined,
  );

  const confirm = async (): Promise<Problem<'password'> | undefined> => {
    if (password === '') return { field: 'password', text: t('problem.noPassword') };
    await onSubmit(password);
    return undefined;
  };

  return (
    <Dialog title={title} closeLabel={common('common.close')} onClose={onClose}>
      <form noValidate onSubmit={(event) => void attempt(event, confirm)}>
        <p className="mb-4 text-pretty">{text}</p>
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
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
