import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccount } from '../../account/account.ts';
import { usePeople } from '../../session/PeopleContext.ts';
import { Notice } from '../../ui/Notice.tsx';

/** Says when what is shown may be old. Whoever is signed out here gets to see the way back in. */
export function ConnectionNotice() {
  const { t } = useTranslation('directory');
  const connection = usePeople((state) => state.connection);
  const error = usePeople((state) => state.error);
  useEffect(() => {
    if (error?.code === 'unauthorized') void refreshAccount();
  }, [error]);
  if (connection === 'reconnecting') {
    return (
      <Notice look="hint" className="mt-4">
        {t('reconnecting')}
      </Notice>
    );
  }
  if (error === null) return null;
  return (
    <Notice look="problem" className="mt-4">
      {error.code === 'unauthorized' ? t('signedOut') : t('problem.other')}
    </Notice>
  );
}
