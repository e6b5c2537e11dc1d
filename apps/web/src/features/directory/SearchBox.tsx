import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { Search } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeopleSession } from '../../session/PeopleContext.ts';

/** Not for each letter of somebody who types fast. */
const AFTER_MS = 200;

export function SearchBox() {
  const { t } = useTranslation('directory');
  const session = usePeopleSession();
  const [query, setQuery] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => void session.search(query), AFTER_MS);
    return () => clearTimeout(timer);
  }, [session, query]);
  // What was found belongs to this page.
  useEffect(() => () => void session.search(''), [session]);
  return (
    <div className="relative mt-4">
      <Search
        aria-hidden
        className="pointer-events-none absolute top-1/2 left-3.5 size-4 -translate-y-1/2 text-quiet"
      />
      <input
        type="search"
        aria-label={t('find')}
        placeholder={t('find')}
        value={query}
        maxLength={PEOPLE_LIMITS.searchLength}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setQuery(event.target.value)}
        className="h-11 w-full rounded-xl border border-edge bg-surface pr-3 pl-10 text-base placeholder:text-quiet focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent"
      />
    </div>
  );
}
