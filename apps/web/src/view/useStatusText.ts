import type { PersonCard } from '@parley/protocol/people/person';
import { useTranslation } from 'react-i18next';

/** How somebody is, in words. */
export function useStatusText(): (card: Pick<PersonCard, 'status' | 'lastSeenAt'>) => string {
  const { t, i18n } = useTranslation('directory');
  return ({ status, lastSeenAt }) => {
    if (lastSeenAt === null) return t(`status.${status}`);
    const when = new Intl.DateTimeFormat(i18n.language, {
      dateStyle: 'medium',
      timeStyle: 'short',
    }).format(lastSeenAt);
    return t('lastSeen', { when });
  };
}
