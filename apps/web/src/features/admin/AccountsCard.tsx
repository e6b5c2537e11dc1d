import type { ApiClient } from '@parley/client/api/ApiClient';
import type { ManagedAccount } from '@parley/protocol/api/operators';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { AccountItem } from './AccountItem.tsx';
import { AdminCard } from './AdminCard.tsx';
import { useAdminTools } from './AdminContext.ts';
import { ShownCode } from './ShownCode.tsx';
import { useListed } from './useListed.ts';

const PAGE = 100;

/** So many pages of a hundred each; people are listed by name. */
async function readAccounts(api: ApiClient, pages: number): Promise<ManagedAccount[]> {
  const found: ManagedAccount[] = [];
  for (let page = 0; page < pages && found.length === page * PAGE; page += 1) {
    const after = found.at(-1)?.name;
    const { accounts } = await api.ask('GET /accounts', { query: after === undefined ? {} : { after } });
    found.push(...accounts);
  }
  return found;
}

export function AccountsCard() {
  const { t } = useTranslation('admin');
  const { api } = useAdminTools();
  const [pages, setPages] = useState(1);
  const [made, setMade] = useState<{ name: string; code: string } | null>(null);
  const { items, change } = useListed(() => readAccounts(api, pages));

  const setOperator = ({ accountId, isOperator }: ManagedAccount) =>
    change(() =>
      api.ask('PUT /accounts/:accountId/operator', {
        params: { accountId },
        body: { isOperator: !isOperator },
      }),
    );
  const issueReset = ({ accountId, displayName }: ManagedAccount) =>
    change(async () => {
      const { code } = await api.ask('POST /accounts/:accountId/reset-code', { params: { accountId } });
      setMade({ name: displayName, code });
    });

  const setSuspended = ({ accountId, suspendedAt }: ManagedAccount) =>
    change(() =>
      api.ask('PUT /accounts/:accountId/suspension', {
        params: { accountId },
        body: { isSuspended: suspendedAt === null },
      }),
    );

  const remove = ({ accountId }: ManagedAccount) =>
    change(() => api.ask('DELETE /accounts/:accountId', { params: { accountId } }));

  return (
    <AdminCard title={t('accounts.title')}>
      {items.length === 0 && <p className="mt-3 text-quiet">{t('accounts.none')}</p>}
      {made && <ShownCode label={t('accounts.resetCode', { name: made.name })} code={made.code} />}
      <ul aria-label={t('accounts.title')} className="mt-3 divide-y divide-line empty:hidden">
        {items.map((account) => (
          <AccountItem
            key={account.accountId}
            account={account}
            onReset={() => void issueReset(account)}
            onSetOperator={() => void setOperator(account)}
            onSetSuspended={() => void setSuspended(account)}
            onRemove={() => void remove(account)}
          />
        ))}
      </ul>
      {items.length === pages * PAGE && (
        <Button
          className="mt-4"
          onClick={() => {
            setPages(pages + 1);
            void change(async () => undefined);
          }}
        >
          {t('accounts.more')}
        </Button>
      )}
    </AdminCard>
  );
}
