import { toOneLine } from '@parley/protocol/oneLine';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { browserName } from '../../account/browserName.ts';
import { addPasskey, PasskeyError } from '../../account/passkeys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../../view/FormDialog.tsx';
import { OwnPasswordField } from './OwnPasswordField.tsx';
import type { Problem } from './useAttempt.ts';
import { useOwnPassword } from './useOwnPassword.ts';

export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const [name, setName] = useState(() => browserName(navigator.userAgent).system ?? '');
  const { attempt, isBusy, problemOf, password, field, missing } = useOwnPassword<'name'>(({ code }) =>
    code === 'full' ? { text: t('passkeys.full', { count: PEOPLE_LIMITS.passkeys }) } : undefined,
  );

  const add = async (): Promise<Problem<'name' | 'password'> | undefined> => {
    const line = toOneLine(name, PEOPLE_LIMITS.passkeyNameLength);
    if (line === undefined) return { field: 'name', text: t('passkeys.noName') };
    const problem = missing();
    if (problem !== undefined) return problem;
    try {
      await addPasskey(line, password);
    } catch (error) {
      if (error instanceof PasskeyError) return { text: t(`passkeys.${error.obstacle}`) };
      throw error;
    }
    onClose();
    return undefined;
  };

  const problem = problemOf();
  return (
    <FormDialog
      title={t('passkeys.addTitle')}
      submit={t('passkeys.addDo')}
      isBusy={isBusy}
      onSubmit={(event) => void attempt(event, add)}
      onClose={onClose}
    >
      <p className="text-pretty">{t('passkeys.addHint')}</p>
      <TextField
        label={t('passkeys.name')}
        value={name}
        error={problemOf('name')}
        autoComplete="off"
        onChange={(event) => setName(event.target.value)}
      />
      <OwnPasswordField {...field} />
      {problem !== undefined && <Notice look="problem">{problem}</Notice>}
    </FormDialog>
  );
}
