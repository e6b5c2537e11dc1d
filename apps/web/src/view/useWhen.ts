import { useTranslation } from 'react-i18next';

const DAY_MS = 24 * 3_600_000;

/** Says when something was or will be: the time, and the day too when that is another one. */
export function useWhen(): (at: number) => string {
  const { i18n } = useTranslation();
  return (at) =>
    new Intl.DateTimeFormat(i18n.language, {
      timeStyle: 'short',
      ...(Math.abs(Date.now() - at) > DAY_MS ? { dateStyle: 'medium' } : {}),
    }).format(at);
}
