import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';

/** A word to the one who calls. */
export function DeclineForm({ onSend }: { onSend: (message: string) => void }) {
  const { t } = useTranslation('ringing');
  const [message, setMessage] = useState('');
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    if (message.trim() !== '') onSend(message.trim());
  };
  return (
    <form onSubmit={send} className="mt-7 text-left">
      <TextField
        label={t('message')}
        value={message}
        // In UTF-16 units, so that it is never too long.
        maxLength={PEOPLE_LIMITS.ringMessageLength}
        autoComplete="off"
        // The person has just asked for it.
        ref={(field) => field?.focus()}
        onChange={(event) => setMessage(event.target.value)}
      />
      <Button type="submit" look="danger" className="mt-3 w-full">
        {t('send')}
      </Button>
    </form>
  );
}
