import { toRoomName } from '@parley/protocol/ids';
import { type RoomAccess, toRoomTitle } from '@parley/protocol/keptRoom';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { TextField } from '../../ui/TextField.tsx';
import { FormDialog } from '../../view/FormDialog.tsx';
import { useTry } from '../../view/useTry.ts';
import { AccessField } from './AccessField.tsx';

type NewRoomDialogProps = { onMade: () => Promise<void>; onClose: () => void };

export function NewRoomDialog({ onMade, onClose }: NewRoomDialogProps) {
  const { t } = useTranslation('rooms');
  const [title, setTitle] = useState('');
  const [name, setName] = useState('');
  const [access, setAccess] = useState<RoomAccess>('members');
  const [hasNoTitle, setHasNoTitle] = useState(false);
  const { isBusy, problem, setProblem, run } = useTry({
    conflict: t('problem.taken'),
    full: t('problem.tooMany'),
    'bad-request': t('problem.badName'),
  });
  const room = toRoomName(name);

  const create = (event: SubmitEvent) => {
    event.preventDefault();
    const shown = toRoomTitle(title);
    setHasNoTitle(shown === undefined);
    if (shown === undefined) return;
    void run(async () => {
      const wish = { title: shown, access, ...(name.trim() !== '' && { name }) };
      await api.ask('POST /account/rooms', { body: wish });
      await onMade();
      onClose();
    });
  };

  return (
    <FormDialog
      title={t('create.title')}
      submit={t('create.do')}
      isBusy={isBusy}
      onSubmit={create}
      onClose={onClose}
    >
      <TextField
        label={t('field.title')}
        value={title}
        error={hasNoTitle ? t('problem.noTitle') : undefined}
        autoComplete="off"
        onChange={(event) => setTitle(event.target.value)}
      />
      <AccessField value={access} onChange={setAccess} />
      <TextField
        label={t('create.name')}
        hint={room === undefined || room === name ? t('create.nameHint') : t('create.becomes', { room })}
        value={name}
        error={problem}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => {
          setName(event.target.value);
          setProblem(undefined);
        }}
      />
    </FormDialog>
  );
}
