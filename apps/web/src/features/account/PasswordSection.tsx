import { LIMITS } from '@parley/protocol/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { changedIdentities, useIdentities } from '../../account/identities.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { OwnPasswordField } from './OwnPasswordField.tsx';
import { passwordProblem } from './passwordProblem.ts';
import { type Problem, useAttempt } from './useAttempt.ts';
import { changedSessions } from './useSessions.ts';

type Field = 'current' | 'password';

export function PasswordSection() {
  const { t } = useTranslation('account');
  const { hasPassword } = useIdentities();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [isChanged, setIsChanged] = useState(false);
  const { attempt, isBusy, problemOf } = useAttempt<Field>(({ details }) =>
    details?.['reason'] === 'password'
      ? { field: 'current', text: t('problem.wrongOwnPassword') }
      : undefined,
  );

  const change = async (): Promise<Problem<Field> | undefined> => {
    setIsChanged(false);
    if (hasPassword && current === '') return { field: 'current', text: t('problem.noPassword') };
    const text = passwordProblem(password, t);
    if (text !== undefined) return { field: 'password', text };
    await api.ask('PUT /account/password', { body: { current, password } });
    setCurrent('');
    setPassword('');
    setIsChanged(true);
    changedSessions();
    changedIdentities();
    return undefined;
  };

  const problem = problemOf();
  return (
    <Card title={t('password.title')} hint={t('password.hint')}>
      <form
        noValidate
        onSubmit={(event) => void attempt(event, change)}
        className="mt-4 flex flex-col gap-4"
      >
        <OwnPasswordField value={current} error={problemOf('current')} onChange={setCurrent} />
        <TextField
          type="password"
          label={t('field.newPassword')}
          hint={t('field.passwordHint', { count: LIMITS.passwordMin })}
          value={password}
          error={problemOf('password')}
          autoComplete="new-password"
          onChange={(event) => setPassword(event.target.value)}
        />
        {problem !== undefined && <Notice look="problem">{problem}</Notice>}
        <div className="flex flex-wrap items-center gap-4">
          <Button type="submit" aria-busy={isBusy}>
            {t(hasPassword ? 'password.change' : 'password.set')}
          </Button>
          <p role="status" className="text-sm text-quiet">
            {isChanged && t('password.changed')}
          </p>
        </div>
      </form>
    </Card>
  );
}
