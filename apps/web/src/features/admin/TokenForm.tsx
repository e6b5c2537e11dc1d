import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

type TokenFormProps = { isWrong: boolean; onSignIn: (token: string) => void };

export function TokenForm({ isWrong, onSignIn }: TokenFormProps) {
  const { t } = useTranslation('admin');
  const [typed, setTyped] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (typed.trim() !== '') onSignIn(typed.trim());
  };
  return (
    <form onSubmit={submit} noValidate className="mt-6 max-w-md">
      <p className="mb-4 text-quiet text-pretty">{t('signIn.intro')}</p>
      <TextField
        label={t('signIn.token')}
        type="password"
        autoComplete="current-password"
        value={typed}
        error={isWrong ? t('signIn.wrong') : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Button type="submit" look="primary" size="large" className="mt-4 w-full">
        {t('signIn.submit')}
      </Button>
      <p className="mt-3 text-sm text-quiet text-pretty">
        {t('signIn.kept')} {t('signIn.account')}
      </p>
    </form>
  );
}
