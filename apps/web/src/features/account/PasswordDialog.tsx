import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdentities } from '../../account/identities.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { OwnPasswordField } from './OwnPasswordField.tsx';
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
  const { hasPassword } = useIdentities();
  const [password, setPassword] = useState('');
  const { attempt, isBusy, problemOf } = useAttempt<'password'>(({ code, details }) => {
    if (details?.['reason'] === 'password') {
      return { field: 'password', text: t('problem.wrongOwnPassword') };
    }
    // Of all that is asked for with a password, only the last way in is refused like this.
    return code === 'conflict' ? { text: t('oidc.lastWay') } : undefined;
  });

  const confirm = async (): Promise<Problem<'password'> | undefined> => {
    if (hasPassword && password === '') return { field: 'password', text: t('problem.noPassword') };
    await onSubmit(password);
    return undefined;
  };

  return (
    <Dialog title={title} closeLabel={common('common.close')} onClose={onClose}>
      <form noValidate onSubmit={(event) => void attempt(event, confirm)}>
        <p className="mb-4 text-pretty">{text}</p>
        <OwnPasswordField
          value={password}
          error={problemOf('password') ?? problemOf()}
          onChange={setPassword}
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
