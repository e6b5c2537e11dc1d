import type { Passkey } from '@parley/protocol/api/passkeys';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useWhen } from '../../view/useWhen.ts';
import { RemovePasskeyDialog } from './RemovePasskeyDialog.tsx';
import { RenamePasskeyDialog } from './RenamePasskeyDialog.tsx';

export function PasskeyRow({ passkey, onChanged }: { passkey: Passkey; onChanged: () => void }) {
  const { t } = useTranslation('account');
  const when = useWhen();
  const [dialog, setDialog] = useState<'rename' | 'remove'>();
  const { name, createdAt, lastUsedAt, isSynced } = passkey;
  const close = () => {
    setDialog(undefined);
    onChanged();
  };
  const facts = [
    t('sessions.since', { time: when(createdAt) }),
    lastUsedAt === null ? t('passkeys.unused') : t('sessions.lastUsed', { time: when(lastUsedAt) }),
    ...(isSynced ? [t('passkeys.synced')] : []),
  ];
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <KeyRound aria-hidden className="size-5 shrink-0 text-quiet" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">{name}</p>
        <p className="text-sm text-quiet text-pretty">{facts.join(', ')}</p>
      </div>
      <span className="flex gap-2">
        <Button
          size="small"
          aria-label={t('passkeys.renameNamed', { name })}
          onClick={() => setDialog('rename')}
        >
          {t('passkeys.rename')}
        </Button>
        <Button
          size="small"
          aria-label={t('passkeys.removeNamed', { name })}
          onClick={() => setDialog('remove')}
        >
          {t('passkeys.remove')}
        </Button>
      </span>
      {dialog === 'rename' && <RenamePasskeyDialog passkey={passkey} onClose={close} />}
      {dialog === 'remove' && <RemovePasskeyDialog passkey={passkey} onClose={close} />}
    </li>
  );
}
