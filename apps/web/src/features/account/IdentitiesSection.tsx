import type { Identity } from '@parley/protocol/api/oidc';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useSignedIn } from '../../account/account.ts';
import { changedIdentities, leaveToLink, useIdentities } from '../../account/identities.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { IdentityRow } from './IdentityRow.tsx';
import { OidcButton } from './OidcButton.tsx';
import { PasswordDialog } from './PasswordDialog.tsx';

/** With whom at a provider the account is linked; nothing where there is no provider and no link. */
export function IdentitiesSection() {
  const { t } = useTranslation('account');
  const { identities, hasPassword } = useIdentities();
  const known = useSignedIn();
  const [dialog, setDialog] = useState<'link' | Identity>();
  const provider = typeof known === 'object' ? known.oidc : null;
  if (provider === null && identities.length === 0) return null;
  const name = provider?.name ?? t('oidc.provider');

  const unlink = async (identity: Identity, password: string) => {
    const { identityId } = identity;
    await api.ask('POST /account/identities/:identityId/remove', {
      params: { identityId },
      body: { password },
    });
    setDialog(undefined);
    changedIdentities();
  };
  return (
    <Card title={t('oidc.title', { name })} hint={t('oidc.hint', { name })}>
      {identities.length > 0 && (
        <ul aria-label={t('oidc.list')} className="mt-3 divide-y divide-line">
          {identities.map((identity) => (
            <IdentityRow
              key={identity.identityId}
              identity={identity}
              onUnlink={() => setDialog(identity)}
            />
          ))}
        </ul>
      )}
      {provider !== null && identities.length === 0 && (
        <Button className="mt-4" onClick={() => setDialog('link')}>
          {t('oidc.link', { name })}
        </Button>
      )}
      {!hasPassword && (
        <div className="mt-4 flex flex-col gap-3">
          <p className="text-sm text-quiet text-pretty">{t('oidc.noPassword')}</p>
          <OidcButton label="oidc.signInAgain" />
        </div>
      )}
      {dialog === 'link' && (
        <PasswordDialog
          title={t('oidc.link', { name })}
          text={t('oidc.linkText', { name })}
          submit={t('oidc.linkDo')}
          onSubmit={leaveToLink}
          onClose={() => setDialog(undefined)}
        />
      )}
      {typeof dialog === 'object' && (
        <PasswordDialog
          title={t('oidc.unlinkTitle')}
          text={t('oidc.unlinkText', { name })}
          submit={t('oidc.unlink')}
          onSubmit={(password) => unlink(dialog, password)}
          onClose={() => setDialog(undefined)}
        />
      )}
    </Card>
  );
}
