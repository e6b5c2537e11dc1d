import type { ParleyError } from '@parley/protocol/errors';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIdentities } from '../../account/identities.ts';
import { type Attempt, type Problem, useAttempt } from './useAttempt.ts';

type OwnPassword<Field extends string> = Attempt<Field | 'password'> & {
  password: string;
  /** For `OwnPasswordField`. */
  field: { value: string; error: string | undefined; onChange: (password: string) => void };
  /** What is wrong before anything was asked: whoever has a password has to give it. */
  missing: () => Problem<'password'> | undefined;
};

/**
 * One try to send a form for which the password is asked once more.
 *
 * @param explain what another refusal than that of the password means here
 */
export function useOwnPassword<Field extends string = never>(
  explain: (error: ParleyError) => Problem<Field> | undefined,
): OwnPassword<Field> {
  const { t } = useTranslation('account');
  const { hasPassword } = useIdentities();
  const [password, setPassword] = useState('');
  const attempt = useAttempt<Field | 'password'>((error) =>
    error.details?.['reason'] === 'password'
      ? { field: 'password', text: t('problem.wrongOwnPassword') }
      : explain(error),
  );
  return {
    ...attempt,
    password,
    field: { value: password, error: attempt.problemOf('password'), onChange: setPassword },
    missing: () =>
      hasPassword && password === '' ? { field: 'password', text: t('problem.noPassword') } : undefined,
  };
}
