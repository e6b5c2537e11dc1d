import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { useCopy } from '../../view/useCopy.ts';

export function CopyButton({ label, text }: { label: string; text: string }) {
  const { t } = useTranslation('check');
  const { isCopied, copy } = useCopy();
  const Icon = isCopied ? Check : Copy;
  return (
    <Button size="small" onClick={() => copy(text)}>
      <Icon aria-hidden className="size-4" />
      <span aria-live="polite">{isCopied ? t('code.copied') : label}</span>
    </Button>
  );
}
