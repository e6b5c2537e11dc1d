import type { Identity } from '@parley/protocol/api/oidc';
import { LogIn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useWhen } from '../../view/useWhen.ts';

type IdentityRowProps = { identity: Identity; onUnlink: () => void };

export function IdentityRow({ identity, onUnlink }: IdentityRowProps) {
  const { t } = useTranslation('account');
  const when = useWhen();
  const { issuer, linkedAt, lastUsedAt } = identity;
  const host = URL.parse(issuer)?.host ?? issuer;
  return (
    <li className="flex flex-wrap items-center gap-3 py-3">
      <LogIn aria-hidden className="size-5 shrink-0 text-quiet" />
      <div className="min-w-0 flex-1 basis-48">
        <p className="truncate font-medium">{host}</p>
        <p className="text-sm text-quiet text-pretty">
          {t('sessions.since', { time: when(linkedAt) })},{' '}
          {lastUsedAt === null
            ? t('passkeys.unused')
            : t('sessions.lastUsed', { time: when(lastUsedAt) })}
        </p>
      </div>
      <Button size="small" aria-label={t('oidc.unlinkNamed', { name: host })} onClick={onUnlink}>
        {t('oidc.unlink')}
      </Button>
    </li>
  );
}
