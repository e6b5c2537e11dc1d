import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, setAccount } from '../../account/account.ts';
import { TextField } from '../../ui/TextField.tsx';
import { GateForm } from './GateForm.tsx';
import { OidcButton } from './OidcButton.tsx';
import { PasskeyButton } from './PasskeyButton.tsx';
import { useAttempt } from './useAttempt.ts';
import { usePasskeyAutofill } from './usePasskeyAutofill.ts';
import { usePasskeyProblem } from './usePasskeyProblem.ts';

type SignInFormProps = { intro: string; takesFocus: boolean; ways: ReactNode };

export function SignInForm({ intro, takesFocus, ways }: SignInFormProps) {
  const { t } = useTranslation('account');
  const autofill = usePasskeyAutofill();
  const explainPasskey = usePasskeyProblem();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const { attempt, isBusy, problemOf } = useAttempt<'password'>(({ code }) =>
    code === 'unauthorized' ? { text: t('problem.wrongPassword') } : undefined,
  );

  const signIn = async () => {
    if (password === '') return { field: 'password', text: t('problem.noPassword') } as const;
    const { account } = await api.ask('POST /session', { body: { name, password } });
    setAccount(account);
    return undefined;
  };

  return (
    <GateForm
      title={t('signIn')}
      intro={intro}
      submit={t('signIn')}
      isBusy={isBusy}
      problem={problemOf() ?? (autofill.refusal && explainPasskey(autofill.refusal))}
      takesFocus={takesFocus}
      instead={
        <>
          <PasskeyButton autofill={autofill} />
          <OidcButton label="oidc.signIn" />
        </>
      }
      ways={ways}
      onSubmit={(event) => void attempt(event, signIn)}
    >
      <TextField
        label={t('field.name')}
        value={name}
        autoComplete="username webauthn"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
      />
      <TextField
        type="password"
        label={t('field.password')}
        value={password}
        error={problemOf('password')}
        autoComplete="current-password"
        onChange={(event) => setPassword(event.target.value)}
      />
    </GateForm>
  );
}
