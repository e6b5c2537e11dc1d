import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useCopy } from '../../view/useCopy.ts';

/** A code that is shown once, to be passed on. */
export function ShownCode({ label, code }: { label: string; code: string }) {
  const { t } = useTranslation('admin');
  const { isCopied, copy } = useCopy();
  return (
    <div role="status" className="mt-4 rounded-xl bg-accent-soft p-4">
      <p className="text-sm">{label}</p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-3">
        <code className="font-mono text-lg font-semibold break-all">{code}</code>
        <Button size="small" onClick={() => copy(code)}>
          {isCopied ? t('invitations.copied') : t('invitations.copy')}
        </Button>
      </div>
    </div>
  );
}
