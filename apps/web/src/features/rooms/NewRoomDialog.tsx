import { toRoomName } from '@parley/protocol/ids';
import { type RoomAccess, toRoomTitle } from '@parley/protocol/keptRoom';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { AccessField } from './AccessField.tsx';
import { useTry } from './useTry.ts';

type NewRoomDialogProps = { onMade: () => Promise<void>; onClose: () => void };

export function NewRoomDialog({ onMade, onClose }: NewRoomDialogProps) {
  const { t } = useTranslation('rooms');
  const { t: common } = useTranslation();
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
    <Dialog title={t('create.title')} closeLabel={common('common.close')} onClose={onClose}>
      <form noValidate onSubmit={create} className="grid gap-5">
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
          hint={
            room === undefined || room === name ? t('create.nameHint') : t('create.becomes', { room })
          }
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
        <div className="flex flex-wrap justify-end gap-3">
          <Button onClick={onClose}>{common('common.cancel')}</Button>
          <Button type="submit" look="primary" aria-busy={isBusy}>
            {t('create.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
