import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../view/FormDialog.tsx';
import { OwnPasswordField } from './OwnPasswordField.tsx';
import type { Problem } from './useAttempt.ts';
import { useOwnPassword } from './useOwnPassword.ts';

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
  const { attempt, isBusy, problemOf, password, field, missing } = useOwnPassword(({ code }) =>
    // Of all that is asked for with a password, only the last way in is refused like this.
    code === 'conflict' ? { text: t('oidc.lastWay') } : undefined,
  );

  const confirm = async (): Promise<Problem<'password'> | undefined> => {
    const problem = missing();
    if (problem === undefined) await onSubmit(password);
    return problem;
  };

  return (
    <FormDialog
      title={title}
      submit={submit}
      look="danger"
      isBusy={isBusy}
      onSubmit={(event) => void attempt(event, confirm)}
      onClose={onClose}
    >
      <p className="text-pretty">{text}</p>
      <OwnPasswordField {...field} error={field.error ?? problemOf()} />
    </FormDialog>
  );
}
