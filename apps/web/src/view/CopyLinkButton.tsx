import { Check, Link } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/Button.tsx';
import { useCopyLink } from './useCopyLink.ts';

export function CopyLinkButton({ look = 'secondary' }: { look?: 'primary' | 'secondary' }) {
  const { t } = useTranslation();
  const { isCopied, copy } = useCopyLink();
  const Icon = isCopied ? Check : Link;
  return (
    <Button look={look} size="small" onClick={copy}>
      <Icon aria-hidden className="size-4" />
      <span aria-live="polite">{t(isCopied ? 'common.linkCopied' : 'common.copyLink')}</span>
    </Button>
  );
}
