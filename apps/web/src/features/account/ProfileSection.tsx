import type { OwnAccount } from '@parley/protocol/account';
import { toPeerName } from '@parley/protocol/peer';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, setAccount } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PictureField } from './PictureField.tsx';
import { type Problem, useAttempt } from './useAttempt.ts';

type Field = 'displayName';

export function ProfileSection({ account }: { account: OwnAccount }) {
  const { t } = useTranslation('account');
  const [typed, setTyped] = useState(account.displayName);
  const [isSaved, setIsSaved] = useState(false);
  const { attempt, clear, isBusy, problemOf } = useAttempt<Field>(() => undefined);

  const save = async (): Promise<Problem<Field> | undefined> => {
    const displayName = toPeerName(typed);
    if (displayName === undefined) return { field: 'displayName', text: t('problem.noDisplayName') };
    setAccount(await api.ask('PATCH /account', { body: { displayName } }));
    setTyped(displayName);
    setIsSaved(true);
    return undefined;
  };

  return (
    <Card title={t('profile.title')}>
      <PictureField account={account} />
      <form noValidate onSubmit={(event) => void attempt(event, save)} className="mt-5">
        <TextField
          label={t('field.displayName')}
          value={typed}
          error={problemOf('displayName') ?? problemOf()}
          autoComplete="name"
          onChange={(event) => {
            setTyped(event.target.value);
            setIsSaved(false);
            clear();
          }}
        />
        <div className="mt-3 flex flex-wrap items-center gap-4">
          <Button type="submit" aria-busy={isBusy}>
            {t('profile.save')}
          </Button>
          <p role="status" className="text-sm text-quiet">
            {isSaved && t('profile.saved')}
          </p>
        </div>
      </form>
      <p className="mt-5 text-sm text-quiet">
        {t('profile.signInName', { name: account.name })} {account.isOperator && t('profile.operator')}
      </p>
    </Card>
  );
}
