import { useTranslation } from 'react-i18next';

const DAY_MS = 24 * 60 * 60_000;

/** Says a day as people do: today, yesterday, or its date. */
export function useDayName(): (time: number) => string {
  const { t, i18n } = useTranslation();
  return (time) => {
    const day = new Date(time).toDateString();
    if (day === new Date().toDateString()) return t('chat.today');
    if (day === new Date(Date.now() - DAY_MS).toDateString()) return t('chat.yesterday');
    return new Intl.DateTimeFormat(i18n.language, { dateStyle: 'full' }).format(time);
  };
}
