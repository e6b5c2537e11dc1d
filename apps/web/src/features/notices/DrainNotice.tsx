import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** The server is to be restarted: nothing that anybody has to do anything about. */
export function DrainNotice() {
  const { t, i18n } = useTranslation();
  const closesAt = useCall((state) => state.serverClosesAt);
  const leftMs = useTimeLeft(closesAt);
  if (leftMs === null) return null;
  const [unit, unitMs] =
    leftMs > MINUTE_MS ? (['minute', MINUTE_MS] as const) : (['second', SECOND_MS] as const);
  const time = new Intl.NumberFormat(i18n.language, { style: 'unit', unit, unitDisplay: 'long' });
  return (
    <p className="rounded-xl bg-raised px-4 py-3 text-center text-sm shadow-raised">
      {t('call.draining', { time: time.format(Math.ceil(leftMs / unitMs)) })}
    </p>
  );
}

/** Milliseconds until `at` (epoch ms), told anew each second. */
function useTimeLeft(at: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [at]);
  return at === null ? null : Math.max(0, at - now);
}
