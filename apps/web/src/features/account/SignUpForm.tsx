import { AccountName, type SignUpPolicy, toAccountName } from '@parley/protocol/account';
import { LIMITS } from '@parley/protocol/limits';
import { toPeerName } from '@parley/protocol/peer';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, setAccount } from '../../account/account.ts';
import { preferences } from '../../preferences/preferences.ts';
import { TextField } from '../../ui/TextField.tsx';
import { GateForm } from './GateForm.tsx';
import { OidcButton } from './OidcButton.tsx';
import { passwordProblem } from './passwordProblem.ts';
import { type Problem, useAttempt } from './useAttempt.ts';

type Field = 'name' | 'displayName' | 'password' | 'invitation';
type SignUpFormProps = { policy: SignUpPolicy; takesFocus: boolean; ways: ReactNode };

/** An invitation comes as `/people#invitation=…`: what follows the # is sent to no server. */
function invitationInAddress(): string {
  return new URLSearchParams(location.hash.slice(1)).get('invitation') ?? '';
}

export function SignUpForm({ policy, takesFocus, ways }: SignUpFormProps) {
  const { t } = useTranslation('account');
  const [values, setValues] = useState({
    name: '',
    displayName: preferences.getState().name,
    password: '',
    invitation: invitationInAddress(),
  });
  const { attempt, isBusy, problemOf } = useAttempt<Field>(({ code, details }) => {
    if (code === 'conflict') return { field: 'name', text: t('problem.taken') };
    if (details?.['reason'] === 'invitation') {
      return { field: 'invitation', text: t('problem.invitation') };
    }
    return details?.['reason'] === 'sign-up-off' ? { text: t('problem.off') } : undefined;
  });
  const needsInvitation = policy === 'invitation';

  const signUp = async (): Promise<Problem<Field> | undefined> => {
    const name = toAccountName(values.name);
    const displayName = toPeerName(values.displayName);
    const { password, invitation } = values;
    if (!AccountName.safeParse(name).success) return { field: 'name', text: t('problem.badName') };
    if (displayName === undefined) return { field: 'displayName', text: t('problem.noDisplayName') };
    const text = passwordProblem(password, t);
    if (text !== undefined) return { field: 'password', text };
    if (needsInvitation && invitation.trim() === '') {
      return { field: 'invitation', text: t('problem.noCode') };
    }
    const body = { name, displayName, password, ...(needsInvitation && { invitation }) };
    setAccount(await api.ask('POST /accounts', { body }));
    return undefined;
  };

  const bind = (field: Field) => ({
    value: values[field],
    error: problemOf(field),
    onChange: ({ target }: { target: { value: string } }) =>
      setValues({ ...values, [field]: target.value }),
  });

  return (
    <GateForm
      title={t('signUp')}
      intro={t('gate.signUpIntro')}
      submit={t('signUp')}
      isBusy={isBusy}
      problem={problemOf()}
      takesFocus={takesFocus}
      instead={
        <OidcButton
          label="oidc.signIn"
          invitation={needsInvitation ? values.invitation.trim() : undefined}
        />
      }
      ways={ways}
      onSubmit={(event) => void attempt(event, signUp)}
    >
      {needsInvitation && (
        <TextField
          {...bind('invitation')}
          label={t('field.invitation')}
          hint={t('field.invitationHint')}
          placeholder={t('field.codePlaceholder')}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <TextField
        {...bind('name')}
        label={t('field.name')}
        hint={t('field.nameHint')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
      />
      <TextField {...bind('displayName')} label={t('field.displayName')} autoComplete="name" />
      <TextField
        {...bind('password')}
        type="password"
        label={t('field.password')}
        hint={t('field.passwordHint', { count: LIMITS.passwordMin })}
        autoComplete="new-password"
      />
    </GateForm>
  );
}
