import { LIMITS } from '@parley/protocol/limits';
import { toOneLine } from '@parley/protocol/oneLine';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { browserName } from '../../account/browserName.ts';
import { useIdentities } from '../../account/identities.ts';
import { addPasskey, PasskeyError } from '../../account/passkeys.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { OwnPasswordField } from './OwnPasswordField.tsx';
import { type Problem, useAttempt } from './useAttempt.ts';

type Field = 'name' | 'password';

export function AddPasskeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const [name, setName] = useState(() => browserName(navigator.userAgent).system ?? '');
  const { hasPassword } = useIdentities();
  const [password, setPassword] = useState('');
  const { attempt, isBusy, problemOf } = useAttempt<Field>(({ code, details }) => {
    if (details?.['reason'] === 'password') {
      return { field: 'password', text: t('problem.wrongOwnPassword') };
    }
    return code === 'full' ? { text: t('passkeys.full', { count: LIMITS.passkeys }) } : undefined;
  });

  const add = async (): Promise<Problem<Field> | undefined> => {
    const line = toOneLine(name, LIMITS.passkeyNameLength);
    if (line === undefined) return { field: 'name', text: t('passkeys.noName') };
    if (hasPassword && password === '') return { field: 'password', text: t('problem.noPassword') };
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
    <Dialog title={t('passkeys.addTitle')} closeLabel={common('common.close')} onClose={onClose}>
      <form noValidate onSubmit={(event) => void attempt(event, add)} className="flex flex-col gap-4">
        <p className="text-pretty">{t('passkeys.addHint')}</p>
        <TextField
          label={t('passkeys.name')}
          value={name}
          error={problemOf('name')}
          autoComplete="off"
          onChange={(event) => setName(event.target.value)}
        />
        <OwnPasswordField value={password} error={problemOf('password')} onChange={setPassword} />
        {problem !== undefined && <Notice look="problem">{problem}</Notice>}
        <div className="mt-2 flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{common('common.cancel')}</Button>
          <Button type="submit" look="primary" aria-busy={isBusy}>
            {t('passkeys.addDo')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
