import { removeBrowserMessageStore } from '@parley/client/messages/browserMessageStore';
import type { OwnAccount } from '@parley/protocol/account';
import { useTranslation } from 'react-i18next';
import { api, setAccount } from '../../account/account.ts';
import { PasswordDialog } from './PasswordDialog.tsx';

export function DeleteDialog({ account, onClose }: { account: OwnAccount; onClose: () => void }) {
  const { t } = useTranslation('account');
  const close = async (password: string) => {
    await api.ask('POST /account/close', { body: { password } });
    // What cannot be removed must not keep the page from saying that the account is gone.
    await removeBrowserMessageStore(account.accountId).catch(() => undefined);
    setAccount(null);
  };
  return (
    <PasswordDialog
      title={t('data.deleteTitle')}
      text={t('data.deleteConfirm', { name: account.displayName })}
      submit={t('data.deleteDo')}
      onSubmit={close}
      onClose={onClose}
    />
  );
}
