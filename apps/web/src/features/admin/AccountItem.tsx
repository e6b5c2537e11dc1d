import type { ManagedAccount } from '@parley/protocol/api/operators';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../view/ConfirmDialog.tsx';

type AccountItemProps = {
  account: ManagedAccount;
  onReset: () => void;
  onSetOperator: () => void;
  onSetSuspended: () => void;
  onRemove: () => void;
};

export function AccountItem(props: AccountItemProps) {
  const { account, onReset, onSetOperator, onSetSuspended, onRemove } = props;
  const { t } = useTranslation('admin');
  const known = useSignedIn();
  const [asks, setAsks] = useState<'suspend' | 'remove'>();
  const { displayName: name } = account;
  // One's own is deleted on its own page, with the password; suspended it could not be restored by its owner.
  const isOwn = typeof known === 'object' && known.account?.accountId === account.accountId;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <div className="min-w-40 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-quiet">
          {account.name}
          {account.isOperator && ` · ${t('accounts.operator')}`}
          {account.suspendedAt !== null && ` · ${t('accounts.suspended')}`}
        </p>
      </div>
      <Button size="small" aria-label={t('accounts.resetOf', { name })} onClick={onReset}>
        {t('accounts.reset')}
      </Button>
      <Button size="small" onClick={onSetOperator}>
        {account.isOperator ? t('accounts.unmakeOperator') : t('accounts.makeOperator')}
      </Button>
      {account.suspendedAt !== null ? (
        <Button size="small" aria-label={t('accounts.restoreOf', { name })} onClick={onSetSuspended}>
          {t('accounts.restore')}
        </Button>
      ) : (
        !isOwn && (
          <Button
            size="small"
            aria-label={t('accounts.suspendOf', { name })}
            onClick={() => setAsks('suspend')}
          >
            {t('accounts.suspend')}
          </Button>
        )
      )}
      {!isOwn && (
        <Button
          size="small"
          aria-label={t('accounts.removeOf', { name })}
          onClick={() => setAsks('remove')}
        >
          {t('accounts.remove')}
        </Button>
      )}
      {asks === 'suspend' && (
        <ConfirmDialog
          title={t('accounts.suspendTitle', { name })}
          text={t('accounts.suspendText')}
          action={t('accounts.suspendDo')}
          onConfirm={onSetSuspended}
          onClose={() => setAsks(undefined)}
        />
      )}
      {asks === 'remove' && (
        <ConfirmDialog
          title={t('accounts.removeTitle', { name })}
          text={t('accounts.removeText')}
          action={t('accounts.removeDo')}
          onConfirm={onRemove}
          onClose={() => setAsks(undefined)}
        />
      )}
    </li>
  );
}
