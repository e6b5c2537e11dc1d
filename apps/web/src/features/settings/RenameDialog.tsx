import type { ErrorCode, ParleyError } from '@parley/protocol/errors';
import { toPeerName } from '@parley/protocol/peer';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setPreferences } from '../../preferences/preferences.ts';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../../view/FormDialog.tsx';

export function RenameDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const session = useSession();
  const current = useCall(({ peers, selfId }) => (selfId === null ? '' : (peers[selfId]?.name ?? '')));
  const [typed, setTyped] = useState(current);
  const [problem, setProblem] = useState<string>();
  const [isSaving, setIsSaving] = useState(false);

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = toPeerName(typed);
    if (name === undefined) {
      setProblem(t('prejoin.nameMissing'));
      return;
    }
    if (isSaving) return;
    setIsSaving(true);
    try {
      await session.setName(name);
      setPreferences({ name });
      onClose();
    } catch (error) {
      // `setName` rejects with a ParleyError and nothing else.
      const code: ErrorCode = (error as ParleyError).code;
      setProblem(t(`error.${code}`));
      setIsSaving(false);
    }
  };

  return (
    <FormDialog
      title={t('settings.renameTitle')}
      submit={t('common.save')}
      isBusy={isSaving}
      onSubmit={save}
      onClose={onClose}
    >
      <TextField
        label={t('prejoin.name')}
        value={typed}
        error={problem}
        autoComplete="name"
        onChange={(event) => {
          setTyped(event.target.value);
          setProblem(undefined);
        }}
      />
    </FormDialog>
  );
}
