import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { PhoneMissed, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { IconButton } from '../../ui/IconButton.tsx';

type MissedNewsProps = { session: RingSession; isInCall: boolean };

/** A small word of the latest missed call. In a call that is all there is, of those that
 * come during it: it does not ring. */
export function MissedNews({ session, isInCall }: MissedNewsProps) {
  const { t } = useTranslation('ringing');
  const latest = useStore(session.store, ({ missed }) => missed[0]);
  const [putAwayAt, setPutAwayAt] = useState(0);
  useEffect(() => {
    if (isInCall) setPutAwayAt(session.store.getState().missed[0]?.lastAt ?? 0);
  }, [session, isInCall]);
  const isShown = latest !== undefined && latest.lastAt > putAwayAt;
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed inset-x-0 top-3 z-40 flex justify-center px-4"
    >
      {isShown && (
        <div className="off-stage pointer-events-auto flex max-w-full animate-rise items-center gap-3 rounded-2xl bg-raised py-1.5 pr-1.5 pl-4 text-sm text-ink shadow-raised forced-colors:border">
          <PhoneMissed aria-hidden className="size-4 shrink-0 text-danger" />
          <span className="truncate">{t('missedOne', { name: latest.person.displayName })}</span>
          {!isInCall && (
            <ButtonLink to="/people" size="small" look="secondary">
              {t('see')}
            </ButtonLink>
          )}
          <IconButton label={t('hide')} icon={X} onClick={() => setPutAwayAt(latest.lastAt)} />
        </div>
      )}
    </div>
  );
}
