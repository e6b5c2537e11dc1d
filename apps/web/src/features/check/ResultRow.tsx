import type { CheckItem, CheckResult, Verdict } from '@parley/client/check/CheckReport';
import { CircleAlert, CircleCheck, CircleMinus, CircleX, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../../ui/classNames.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { useCheckValue } from './useCheckValue.ts';

/** A shape as well as a colour for each, so that neither is needed alone. */
const LOOKS: Record<Verdict, { icon: LucideIcon; colour: string }> = {
  good: { icon: CircleCheck, colour: 'text-accent' },
  weak: { icon: CircleAlert, colour: 'text-notice' },
  bad: { icon: CircleX, colour: 'text-danger' },
  unknown: { icon: CircleMinus, colour: 'text-quiet' },
};

/** @param result undefined while it is still being measured */
export function ResultRow({ item, result }: { item: CheckItem; result: CheckResult | undefined }) {
  const { t } = useTranslation('check');
  const value = useCheckValue(item, result?.value);
  const look = result && LOOKS[result.verdict];
  return (
    <li className="flex gap-3 py-3.5">
      {look ? (
        <look.icon aria-hidden className={classNames('mt-0.5 size-5 shrink-0', look.colour)} />
      ) : (
        <Spinner className="mt-0.5 shrink-0 text-quiet" />
      )}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="font-medium">{t(`item.${item}`)}</span>
          <span className="text-sm text-quiet tabular-nums">
            {result ? (value ?? t(`verdict.${result.verdict}`)) : t('running')}
            {value !== undefined && result && (
              <span className="sr-only">{`, ${t(`verdict.${result.verdict}`)}`}</span>
            )}
          </span>
        </p>
        {result?.reason !== undefined && (
          <p className="mt-1 text-sm text-quiet text-pretty">{t(`reason.${result.reason}`)}</p>
        )}
      </div>
    </li>
  );
}
