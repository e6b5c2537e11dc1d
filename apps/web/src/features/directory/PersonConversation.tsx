import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { DirectorySlotsContext } from './DirectorySlots.ts';
import { useShownPerson } from './useShownPerson.ts';

/** What was said to somebody stays, also when they cannot be seen any more. */
export function PersonConversation({ accountId }: { accountId: string }) {
  const { t } = useTranslation('directory');
  const { conversation } = useContext(DirectorySlotsContext);
  const shown = useShownPerson(accountId);
  return conversation({
    accountId,
    name: shown?.person.displayName ?? t('gone'),
    isContact: shown?.bond === 'contact',
  });
}
