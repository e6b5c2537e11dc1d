import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useCall } from '../../session/SessionContext.ts';
import { classNames } from '../../ui/classNames.ts';
import { useQuickCheck } from './useQuickCheck.ts';

const DOT = {
  connecting: 'bg-quiet',
  online: 'bg-accent',
  reconnecting: 'bg-notice',
  closed: 'bg-notice',
};

/** One plain sentence about the way to the server, and the way to find out more. */
export function ConnectionLine() {
  const { t } = useTranslation();
  const status = useCall((state) => state.connection.status);
  const problem = useQuickCheck();
  return (
    <div className="mt-5 flex flex-wrap items-center gap-x-2.5 gap-y-1 border-t border-line pt-5 text-sm text-quiet">
      <p role="status" className="flex min-w-0 flex-1 basis-48 items-baseline gap-2.5">
        <span
          aria-hidden
          className={classNames('size-2 shrink-0 rounded-full', problem ? 'bg-notice' : DOT[status])}
        />
        {problem && status === 'online'
          ? t(`prejoin.quick.${problem}`)
          : t(`prejoin.${status === 'closed' ? 'reconnecting' : status}`)}
      </p>
      <Link to="/check" className="rounded underline underline-offset-4 hover:text-ink touchable">
        {t('prejoin.check')}
      </Link>
    </div>
  );
}
