import type { OwnAccount } from '@parley/protocol/account';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, buttonClass } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { DeleteDialog } from './DeleteDialog.tsx';

export function DataSection({ account }: { account: OwnAccount }) {
  const { t } = useTranslation('account');
  const [isDeleting, setIsDeleting] = useState(false);
  return (
    <Card title={t('data.title')} hint={t('data.exportHint')}>
      <a href="/api/v1/account/export" download className={`${buttonClass('secondary', 'medium')} mt-4`}>
        {t('data.export')}
      </a>
      <p className="mt-6 text-sm text-quiet text-pretty">{t('data.deleteHint')}</p>
      <Button look="danger" className="mt-3" onClick={() => setIsDeleting(true)}>
        {t('data.delete')}
      </Button>
      {isDeleting && <DeleteDialog account={account} onClose={() => setIsDeleting(false)} />}
    </Card>
  );
}
