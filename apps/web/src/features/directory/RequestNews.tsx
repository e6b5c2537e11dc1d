import { useTranslation } from 'react-i18next';
import { usePeople } from '../../session/PeopleContext.ts';

/** Says to those who do not see the list that somebody asks. */
export function RequestNews() {
  const { t } = useTranslation('directory');
  const requests = usePeople((state) => state.requests);
  const newest = requests.findLast(({ direction }) => direction === 'received');
  return (
    <p role="status" className="sr-only">
      {newest && t('news', { name: newest.person.displayName })}
    </p>
  );
}
