import type { OwnAccount } from '@parley/protocol/account';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSignedIn } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../view/ConfirmDialog.tsx';

type AccountItemProps = {
  account: OwnAccount;
  onReset: () => void;
  onSetOperator: () => void;
  onRemove: () => void;
};

export function AccountItem({ account, onReset, onSetOperator, onRemove }: AccountItemProps) {
  const { t } = useTranslation('admin');
  const known = useSignedIn();
  const [isAsking, setIsAsking] = useState(false);
  const { displayName: name } = account;
  // One's own is deleted on its own page, with the password.
  const isOwn = typeof known === 'object' && known.account?.accountId === account.accountId;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <div className="min-w-40 flex-1">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-quiet">
          {account.name}
          {account.isOperator && ` · ${t('accounts.operator')}`}
        </p>
      </div>
      <Button size="small" aria-label={t('accounts.resetOf', { name })} onClick={onReset}>
        {t('accounts.reset')}
      </Button>
      <Button size="small" onClick={onSetOperator}>
        {account.isOperator ? t('accounts.unmakeOperator') : t('accounts.makeOperator')}
      </Button>
      {!isOwn && (
        <Button
          size="small"
          aria-label={t('accounts.removeOf', { name })}
          onClick={() => setIsAsking(true)}
        >
          {t('accounts.remove')}
        </Button>
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('accounts.removeTitle', { name })}
          text={t('accounts.removeText')}
          action={t('accounts.removeDo')}
          onConfirm={onRemove}
          onClose={() => setIsAsking(false)}
        />
      )}
    </li>
  );
}
