import { toCallCode } from '@parley/protocol/code';
import { toRoomName } from '@parley/protocol/ids';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

export function JoinForm() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<'missing' | 'unusable'>();
  const room = toCallCode(typed) ?? toRoomName(typed);

  const join = (event: SubmitEvent) => {
    event.preventDefault();
    if (room === undefined) setError(typed.trim() === '' ? 'missing' : 'unusable');
    else navigate(`/r/${room}`);
  };

  return (
    <form onSubmit={join} noValidate>
      <TextField
        label={t('home.roomField')}
        placeholder={t('home.roomPlaceholder')}
        value={typed}
        error={error && t(`home.${error}`)}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        enterKeyHint="go"
        onChange={(event) => {
          setTyped(event.target.value);
          setError(undefined);
        }}
      />
      {room !== undefined && room !== typed.trim() && (
        <p className="mt-1.5 text-sm text-quiet">{t('home.becomes', { room })}</p>
      )}
      <Button type="submit" size="large" className="mt-3 w-full">
        {t('home.join')}
      </Button>
    </form>
  );
}
