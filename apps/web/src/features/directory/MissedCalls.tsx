import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { useRingSession } from '../../session/ringing.ts';
import { Button } from '../../ui/Button.tsx';
import { CallButton } from './CallButton.tsx';
import { PeopleList } from './PeopleList.tsx';
import { useAction } from './useAction.ts';

/** Who called in vain, until it was seen. */
export function MissedCalls() {
  const session = useRingSession();
  return session && <Missed session={session} />;
}

function Missed({ session }: { session: RingSession }) {
  const { t, i18n } = useTranslation('directory');
  const missed = useStore(session.store, (state) => state.missed);
  const { isBusy, problem, run } = useAction();
  if (missed.length === 0) return null;
  const time = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'short', timeStyle: 'short' });
  return (
    <>
      <PeopleList title={t('missed')}>
        {missed.map(({ person, count, lastAt }) => (
          <li key={person.accountId} className="flex items-center gap-3 rounded-xl py-2 pr-2 pl-3">
            <PersonPicture person={person} className="size-9 text-sm" />
            <span className="min-w-0 flex-1">
              <span className="block truncate text-[0.9375rem] font-medium">{person.displayName}</span>
              <span className="block truncate text-sm text-quiet">
                {t('missedTimes', { count, when: time.format(lastAt) })}
              </span>
            </span>
            <CallButton person={person} isSmall />
          </li>
        ))}
      </PeopleList>
      <Button
        size="small"
        look="ghost"
        className="mt-1"
        disabled={isBusy}
        onClick={() => void run(() => session.clearMissed())}
      >
        {t('missedSeen')}
      </Button>
      {problem !== undefined && (
        <p role="alert" className="px-3 text-sm text-danger">
          {problem}
        </p>
      )}
    </>
  );
}
