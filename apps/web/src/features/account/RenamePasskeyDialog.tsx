import type { Passkey } from '@parley/protocol/api/passkeys';
import { toOneLine } from '@parley/protocol/oneLine';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../../view/FormDialog.tsx';
import { type Problem, useAttempt } from './useAttempt.ts';

type RenamePasskeyDialogProps = { passkey: Passkey; onClose: () => void };

export function RenamePasskeyDialog({ passkey, onClose }: RenamePasskeyDialogProps) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const [typed, setTyped] = useState(passkey.name);
  const { attempt, isBusy, problemOf } = useAttempt<'name'>(() => undefined);

  const rename = async (): Promise<Problem<'name'> | undefined> => {
    const name = toOneLine(typed, PEOPLE_LIMITS.passkeyNameLength);
    if (name === undefined) return { field: 'name', text: t('passkeys.noName') };
    const { passkeyId } = passkey;
    await api.ask('PATCH /account/passkeys/:passkeyId', { params: { passkeyId }, body: { name } });
    onClose();
    return undefined;
  };

  return (
    <FormDialog
      title={t('passkeys.renameTitle')}
      submit={common('common.save')}
      isBusy={isBusy}
      onSubmit={(event) => void attempt(event, rename)}
      onClose={onClose}
    >
      <TextField
        label={t('passkeys.name')}
        value={typed}
        error={problemOf('name') ?? problemOf()}
        autoComplete="off"
        onChange={(event) => setTyped(event.target.value)}
      />
    </FormDialog>
  );
}
