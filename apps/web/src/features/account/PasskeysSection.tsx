import type { Passkey } from '@parley/protocol/api/passkeys';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, refreshAccount } from '../../account/account.ts';
import { hasPasskeys } from '../../account/passkeys.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { AddPasskeyDialog } from './AddPasskeyDialog.tsx';
import { PasskeyRow } from './PasskeyRow.tsx';

/** With what one signs in beside the password. */
export function PasskeysSection() {
  const { t } = useTranslation('account');
  const [passkeys, setPasskeys] = useState<readonly Passkey[]>([]);
  const [isAdding, setIsAdding] = useState(false);
  const list = () => {
    api.ask('GET /account/passkeys').then(
      (reply) => setPasskeys(reply.passkeys),
      () => refreshAccount(),
    );
  };
  useEffect(list, []);
  return (
    <Card title={t('passkeys.title')} hint={t('passkeys.hint')}>
      {passkeys.length > 0 && (
        <ul aria-label={t('passkeys.list')} className="mt-3 divide-y divide-line">
          {passkeys.map((passkey) => (
            <PasskeyRow key={passkey.passkeyId} passkey={passkey} onChanged={list} />
          ))}
        </ul>
      )}
      {hasPasskeys() ? (
        <Button className="mt-4" onClick={() => setIsAdding(true)}>
          {t('passkeys.add')}
        </Button>
      ) : (
        <p className="mt-3 text-sm text-quiet text-pretty">{t('passkeys.nowhere')}</p>
      )}
      {isAdding && (
        <AddPasskeyDialog
          onClose={() => {
            setIsAdding(false);
            list();
          }}
        />
      )}
    </Card>
  );
}
