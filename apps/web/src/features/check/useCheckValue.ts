import type { CheckItem } from '@parley/client/check/CheckReport';
import { useTranslation } from 'react-i18next';

/** A measured value in its unit and in the person's way of writing numbers. */
export function useCheckValue(item: CheckItem, value: number | undefined): string | undefined {
  const { t, i18n } = useTranslation('check');
  if (value === undefined) return undefined;
  const written = (number: number, digits = 0) =>
    number.toLocaleString(i18n.language, { maximumFractionDigits: digits });
  if (item === 'loss') return t('value.percent', { value: written(value / 10, 1) });
  if (item !== 'upload' && item !== 'download') return t('value.ms', { value: written(value) });
  return value < 1_000
    ? t('value.kbps', { value: written(value) })
    : t('value.mbps', { value: written(value / 1_000, 1) });
}
