import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';

const SHOWN_MS = 2_500;

export function CopyButton({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('check');
  const [copiedAt, setCopiedAt] = useState<number | null>(null);
  useEffect(() => {
    if (copiedAt === null) return;
    const timer = setTimeout(() => setCopiedAt(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copiedAt]);
  const copy = () => {
    // Without https there is no clipboard, and that is one of the things that are checked here.
    const copied = (navigator.clipboard as Clipboard | undefined)?.writeText(text);
    (copied ?? Promise.reject(new Error('no clipboard'))).then(
      () => setCopiedAt(Date.now()),
      // The person can still take it from here.
      () => window.prompt(undefined, text),
    );
  };
  const Icon = copiedAt === null ? Copy : Check;
  return (
    <Button size="small" onClick={copy}>
      <Icon aria-hidden className="size-4" />
      <span aria-live="polite">{copiedAt === null ? label : t('code.copied')}</span>
    </Button>
  );
}
