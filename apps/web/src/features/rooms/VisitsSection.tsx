import type { RoomVisit } from '@parley/protocol/keptRoom';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../account/account.ts';
import { Button } from '../../ui/Button.tsx';
import { useWhen } from '../../view/useWhen.ts';
import { Section } from './Section.tsx';

/** So many are shown until one asks for all of them. */
const FIRST = 10;

/** Who was in a room when, as far as it is remembered. */
export function VisitsSection({ room, title }: { room: string; title: string }) {
  const { t } = useTranslation('rooms');
  const when = useWhen();
  const [visits, setVisits] = useState<readonly RoomVisit[]>();
  const [isWhole, setIsWhole] = useState(false);
  useEffect(() => {
    api.ask('GET /account/rooms/:room/visits', { params: { room } }).then(
      (reply) => setVisits(reply.visits),
      // The rest of the details says what is wrong, if anything is.
      () => undefined,
    );
  }, [room]);
  const timeOf = ({ joinedAt, leftAt, isHere }: RoomVisit) => {
    if (isHere) return t('visits.since', { time: when(joinedAt) });
    if (leftAt === null) return t('visits.unknown', { from: when(joinedAt) });
    return t('visits.fromTo', { from: when(joinedAt), to: when(leftAt) });
  };
  if (visits === undefined) return null;
  return (
    <Section title={t('visits.title')}>
      <p className="mt-1 text-sm text-quiet">{t('visits.hint', { count: PEOPLE_LIMITS.roomVisits })}</p>
      {visits.length === 0 ? (
        <p className="mt-2 text-sm">{t('visits.none')}</p>
      ) : (
        <ul aria-label={t('visits.list', { title })} className="mt-2">
          {visits.slice(0, isWhole ? undefined : FIRST).map((visit) => (
            <li
              key={`${visit.joinedAt} ${visit.name} ${visit.person?.accountId}`}
              className="flex flex-wrap justify-between gap-x-4 py-1 text-sm"
            >
              <span className="min-w-0 truncate">
                <span className="font-medium">{visit.name}</span>{' '}
                <span className="text-quiet">{visit.person?.name ?? t('visits.guest')}</span>
              </span>
              <span className="text-quiet">{timeOf(visit)}</span>
            </li>
          ))}
        </ul>
      )}
      {visits.length > FIRST && !isWhole && (
        <Button size="small" look="ghost" className="mt-2" onClick={() => setIsWhole(true)}>
          {t('visits.all', { count: visits.length })}
        </Button>
      )}
    </Section>
  );
}
