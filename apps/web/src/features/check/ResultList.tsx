import { CHECK_ITEMS, type CheckItem, type CheckResults } from '@parley/client/check/CheckReport';
import { useTranslation } from 'react-i18next';
import { ResultRow } from './ResultRow.tsx';

const DEVICES: readonly CheckItem[] = ['microphone', 'camera'];
const LINE = CHECK_ITEMS.filter((item) => !DEVICES.includes(item));

type ResultListProps = { of: 'line' | 'devices'; results: CheckResults; isRunning: boolean };

/** What was found, in a fixed order; what is still to come is there already, and says so. */
export function ResultList({ of, results, isRunning }: ResultListProps) {
  const { t } = useTranslation('check');
  const items = (of === 'line' ? LINE : DEVICES).filter(
    (item) => isRunning || results[item] !== undefined,
  );
  if (items.length === 0) return null;
  return (
    <ul
      aria-label={of === 'line' ? t('results') : t('devices.title')}
      aria-busy={isRunning}
      className="divide-y divide-line"
    >
      {items.map((item) => (
        <ResultRow key={item} item={item} result={results[item]} />
      ))}
    </ul>
  );
}
