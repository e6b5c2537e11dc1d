import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** How long it is until `at` (epoch ms), in words and told anew each second; null without such a time. */
export function useTimeLeftText(at: number | null): string | null {
  const { i18n } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (at === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => clearInterval(timer);
  }, [at]);
  if (at === null) return null;
  const leftMs = Math.max(0, at - now);
  const [unit, unitMs] =
    leftMs > MINUTE_MS ? (['minute', MINUTE_MS] as const) : (['second', SECOND_MS] as const);
  const time = new Intl.NumberFormat(i18n.language, { style: 'unit', unit, unitDisplay: 'long' });
  return time.format(Math.ceil(leftMs / unitMs));
}
