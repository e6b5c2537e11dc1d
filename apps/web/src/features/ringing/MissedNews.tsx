import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { PhoneMissed, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { NewsItem } from '../../ui/NewsStack.tsx';
import { usePutAway } from '../../view/usePutAway.ts';

type MissedNewsProps = { session: RingSession; isInCall: boolean };

/** A small word of the latest missed call. In a call that is all there is, of those that
 * come during it: it does not ring. */
export function MissedNews({ session, isInCall }: MissedNewsProps) {
  const { t } = useTranslation('ringing');
  const latest = useStore(session.store, ({ missed }) => missed[0]);
  const isKnown = useStore(session.store, ({ connection }) => connection !== 'connecting');
  const { isShown, putAway } = usePutAway({ latestAt: latest?.lastAt ?? 0, isKnown, isInCall });
  if (latest === undefined || !isShown) return null;
  return (
    <NewsItem
      icon={PhoneMissed}
      iconClass="text-danger"
      text={t('missedOne', { name: latest.person.displayName })}
    >
      {!isInCall && (
        <ButtonLink to="/people" size="small" look="secondary">
          {t('see')}
        </ButtonLink>
      )}
      <IconButton label={t('hide')} icon={X} onClick={putAway} />
    </NewsItem>
  );
}
