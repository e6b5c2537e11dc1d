import { MailAddress } from '@parley/protocol/api/mail';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { OwnPasswordField } from './OwnPasswordField.tsx';
import type { Problem } from './useAttempt.ts';
import { useOwnPassword } from './useOwnPassword.ts';

/** Another mail address, to which a code is sent first. */
export function AskMailForm({ onAsked }: { onAsked: (address: string) => void }) {
  const { t } = useTranslation('account');
  const [typed, setTyped] = useState('');
  const { attempt, isBusy, problemOf, password, field, missing } = useOwnPassword<'address'>(
    ({ code }) => (code === 'unavailable' ? { text: t('mail.failed') } : undefined),
  );

  const ask = async (): Promise<Problem<'address' | 'password'> | undefined> => {
    const address = typed.trim();
    if (!MailAddress.safeParse(address).success) return { field: 'address', text: t('mail.bad') };
    const problem = missing();
    if (problem !== undefined) return problem;
    await api.ask('POST /account/mail', { body: { address, password } });
    onAsked(address);
    return undefined;
  };

  const problem = problemOf();
  return (
    <form noValidate onSubmit={(event) => void attempt(event, ask)} className="mt-4 flex flex-col gap-4">
      <TextField
        type="email"
        label={t('mail.address')}
        value={typed}
        error={problemOf('address')}
        autoComplete="email"
        onChange={(event) => setTyped(event.target.value)}
      />
      <OwnPasswordField {...field} />
      {problem !== undefined && <Notice look="problem">{problem}</Notice>}
      <Button type="submit" aria-busy={isBusy} className="self-start">
        {t('mail.send')}
      </Button>
    </form>
  );
}
