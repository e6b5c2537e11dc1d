import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { type Problem, useAttempt } from './useAttempt.ts';

type ConfirmMailFormProps = {
  address: string;
  onConfirmed: (address: string | null) => void;
  onCancel: () => void;
};

/** Takes the code that was sent to an address. */
export function ConfirmMailForm({ address, onConfirmed, onCancel }: ConfirmMailFormProps) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const [code, setCode] = useState('');
  const { attempt, isBusy, problemOf } = useAttempt<'code'>(({ details }) =>
    details?.['reason'] === 'code' ? { field: 'code', text: t('mail.wrongCode') } : undefined,
  );

  const confirm = async (): Promise<Problem<'code'> | undefined> => {
    if (code.trim() === '') return { field: 'code', text: t('problem.noCode') };
    onConfirmed((await api.ask('POST /account/mail/confirm', { body: { code } })).address);
    return undefined;
  };

  const problem = problemOf();
  return (
    <form
      noValidate
      onSubmit={(event) => void attempt(event, confirm)}
      className="mt-4 flex flex-col gap-4"
    >
      <p role="status" className="text-pretty">
        {t('mail.sent', { address })}
      </p>
      <TextField
        label={t('mail.code')}
        placeholder={t('field.codePlaceholder')}
        value={code}
        error={problemOf('code')}
        autoComplete="one-time-code"
        spellCheck={false}
        onChange={(event) => setCode(event.target.value)}
      />
      {problem !== undefined && <Notice look="problem">{problem}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" aria-busy={isBusy}>
          {t('mail.confirm')}
        </Button>
        <Button onClick={onCancel}>{common('common.cancel')}</Button>
      </div>
    </form>
  );
}
