import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, refreshAccount, useSignedIn } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { AskMailForm } from './AskMailForm.tsx';
import { ConfirmMailForm } from './ConfirmMailForm.tsx';

/** Where a code goes when one forgets the password; nothing where the server sends no mail. */
export function MailSection() {
  const { t } = useTranslation('account');
  const known = useSignedIn();
  const hasMail = typeof known === 'object' && known.hasMail;
  const [address, setAddress] = useState<string | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    if (!hasMail) return;
    api.ask('GET /account/mail').then(
      (reply) => setAddress(reply.address),
      () => refreshAccount(),
    );
  }, [hasMail]);
  if (!hasMail) return null;

  const remove = () => {
    api.ask('DELETE /account/mail').then(
      () => setAddress(null),
      () => refreshAccount(),
    );
  };
  return (
    <Card title={t('mail.title')} hint={t('mail.hint')}>
      {address !== null && (
        <div className="mt-3 flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 truncate font-medium">{address}</p>
          <Button size="small" onClick={remove}>
            {t('mail.remove')}
          </Button>
        </div>
      )}
      {asked === null ? (
        <AskMailForm onAsked={setAsked} />
      ) : (
        <ConfirmMailForm
          address={asked}
          onCancel={() => setAsked(null)}
          onConfirmed={(confirmed) => {
            setAddress(confirmed);
            setAsked(null);
          }}
        />
      )}
    </Card>
  );
}
