import { LIMITS } from '@parley/protocol/limits';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, setAccount } from '../../account/account.ts';
import { TextField } from '../../ui/TextField.tsx';
import { GateForm } from './GateForm.tsx';
import { MailCodeButton } from './MailCodeButton.tsx';
import { passwordProblem } from './passwordProblem.ts';
import { type Problem, useAttempt } from './useAttempt.ts';

type Field = 'code' | 'password';

export function ResetForm({ takesFocus, ways }: { takesFocus: boolean; ways: ReactNode }) {
  const { t } = useTranslation('account');
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const { attempt, isBusy, problemOf } = useAttempt<Field>((error) =>
    error.code === 'unauthorized' ? { text: t('problem.wrongCode') } : undefined,
  );

  const reset = async (): Promise<Problem<Field> | undefined> => {
    if (code.trim() === '') return { field: 'code', text: t('problem.noCode') };
    const text = passwordProblem(password, t);
    if (text !== undefined) return { field: 'password', text };
    setAccount(await api.ask('POST /account/reset', { body: { name, code, password } }));
    return undefined;
  };

  return (
    <GateForm
      title={t('gate.resetTitle')}
      intro={t('gate.resetIntro')}
      submit={t('password.change')}
      isBusy={isBusy}
      problem={problemOf()}
      takesFocus={takesFocus}
      ways={ways}
      onSubmit={(event) => void attempt(event, reset)}
    >
      <TextField
        label={t('field.name')}
        value={name}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
      />
      <MailCodeButton name={name} />
      <TextField
        label={t('field.code')}
        placeholder={t('field.codePlaceholder')}
        value={code}
        error={problemOf('code')}
        autoComplete="one-time-code"
        spellCheck={false}
        onChange={(event) => setCode(event.target.value)}
      />
      <TextField
        type="password"
        label={t('field.newPassword')}
        hint={t('field.passwordHint', { count: LIMITS.passwordMin })}
        value={password}
        error={problemOf('password')}
        autoComplete="new-password"
        onChange={(event) => setPassword(event.target.value)}
      />
    </GateForm>
  );
}
