import type { Passkey } from '@parley/protocol/api/passkeys';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { PasswordDialog } from './PasswordDialog.tsx';

type RemovePasskeyDialogProps = { passkey: Passkey; onClose: () => void };

export function RemovePasskeyDialog({ passkey, onClose }: RemovePasskeyDialogProps) {
  const { t } = useTranslation('account');
  const remove = async (password: string) => {
    const { passkeyId } = passkey;
    await api.ask('POST /account/passkeys/:passkeyId/remove', {
      params: { passkeyId },
      body: { password },
    });
    onClose();
  };
  return (
    <PasswordDialog
      title={t('passkeys.removeTitle')}
      text={t('passkeys.removeConfirm', { name: passkey.name })}
      submit={t('passkeys.remove')}
      onSubmit={remove}
      onClose={onClose}
    />
  );
}
