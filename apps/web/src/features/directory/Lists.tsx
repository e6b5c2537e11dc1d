import { useTranslation } from 'react-i18next';
import { usePeople } from '../../session/PeopleContext.ts';
import { MissedCalls } from './MissedCalls.tsx';
import { PeopleList } from './PeopleList.tsx';
import { PersonItem } from './PersonItem.tsx';
import { RequestButtons } from './RequestButtons.tsx';
import { SearchResults } from './SearchResults.tsx';

type ListsProps = { chosenId: string | null; onChoose: (accountId: string) => void };

/** Whom one has to do with; while something is searched for, who was found. */
export function Lists({ chosenId, onChoose }: ListsProps) {
  const { t, i18n } = useTranslation('directory');
  const isSearching = usePeople((state) => state.search.query !== '');
  const contacts = usePeople((state) => state.contacts);
  const requests = usePeople((state) => state.requests);
  const blocked = usePeople((state) => state.blocked);
  if (isSearching) return <SearchResults chosenId={chosenId} onChoose={onChoose} />;

  const item = (accountId: string) => ({
    isChosen: accountId === chosenId,
    onChoose: () => onChoose(accountId),
  });
  const received = requests.filter(({ direction }) => direction === 'received');
  const sent = requests.filter(({ direction }) => direction === 'sent');
  const byName = new Intl.Collator(i18n.language);
  const sorted = Object.values(contacts).sort((one, other) =>
    byName.compare(one.displayName, other.displayName),
  );
  return (
    <>
      <MissedCalls />
      {received.length > 0 && (
        <PeopleList title={t('requests')}>
          {received.map(({ person }) => (
            <PersonItem key={person.accountId} person={person} {...item(person.accountId)}>
              <RequestButtons person={person} />
            </PersonItem>
          ))}
        </PeopleList>
      )}
      <PeopleList title={t('contacts')} empty={t('noContacts')}>
        {sorted.map((person) => (
          <PersonItem key={person.accountId} person={person} {...item(person.accountId)} />
        ))}
      </PeopleList>
      {sent.length > 0 && (
        <PeopleList title={t('sent')}>
          {sent.map(({ person }) => (
            <PersonItem key={person.accountId} person={person} {...item(person.accountId)} />
          ))}
        </PeopleList>
      )}
      {Object.keys(blocked).length > 0 && (
        <PeopleList title={t('blocked')}>
          {Object.values(blocked).map((person) => (
            <PersonItem key={person.accountId} person={person} {...item(person.accountId)} />
          ))}
        </PeopleList>
      )}
    </>
  );
}
