import { ParleyError } from '@parley/protocol/errors';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useSignedIn } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';

/** Has a reset code sent to whoever has that name; nothing where the server sends no mail. */
export function MailCodeButton({ name }: { name: string }) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const known = useSignedIn();
  const [said, setSaid] = useState<string>();
  if (typeof known !== 'object' || !known.hasMail) return null;

  const send = async () => {
    setSaid(undefined);
    try {
      await api.ask('POST /account/reset-mail', { body: { name } });
      setSaid(t('mail.resetSent'));
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      setSaid(common(`error.${error.code}`));
    }
  };
  return (
    <div>
      <Button disabled={name.trim() === ''} onClick={() => void send()}>
        {t('mail.sendReset')}
      </Button>
      <p role="status" className="mt-1.5 text-sm text-quiet text-pretty empty:hidden">
        {said}
      </p>
    </div>
  );
}
