import { useTranslation } from 'react-i18next';
import { usePeople, usePeopleSession } from '../../session/PeopleContext.ts';
import { Button } from '../../ui/Button.tsx';
import { PeopleList } from './PeopleList.tsx';
import { PersonItem } from './PersonItem.tsx';

type SearchResultsProps = { chosenId: string | null; onChoose: (accountId: string) => void };

/** Who was found and can still be seen. */
export function SearchResults({ chosenId, onChoose }: SearchResultsProps) {
  const { t } = useTranslation('directory');
  const session = usePeopleSession();
  const { accountIds, cursor, isBusy, error } = usePeople((state) => state.search);
  const contacts = usePeople((state) => state.contacts);
  const watched = usePeople((state) => state.watched);
  const people = accountIds.flatMap((accountId) => contacts[accountId] ?? watched[accountId] ?? []);
  return (
    <>
      <PeopleList title={t('found')} empty={isBusy || error ? undefined : t('nobodyFound')}>
        {people.map((person) => (
          <PersonItem
            key={person.accountId}
            person={person}
            isChosen={person.accountId === chosenId}
            onChoose={() => onChoose(person.accountId)}
          />
        ))}
      </PeopleList>
      <p role="status" className="px-3 pt-2 text-sm text-quiet empty:hidden">
        {isBusy && t('loading')}
        {error !== null && t('problem.unavailable')}
      </p>
      {cursor !== null && (
        <Button look="ghost" size="small" disabled={isBusy} onClick={() => void session.searchMore()}>
          {t('more')}
        </Button>
      )}
    </>
  );
}
