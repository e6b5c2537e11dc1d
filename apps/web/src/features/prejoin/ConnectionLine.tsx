import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { classNames } from '../../ui/classNames.ts';

const DOT = {
  connecting: 'bg-quiet',
  online: 'bg-accent',
  reconnecting: 'bg-notice',
  closed: 'bg-notice',
};

/** One plain sentence about the way to the server. */
export function ConnectionLine() {
  const { t } = useTranslation();
  const status = useCall((state) => state.connection.status);
  return (
    <p
      role="status"
      className="mt-5 flex items-center gap-2.5 border-t border-line pt-5 text-sm text-quiet"
    >
      <span aria-hidden className={classNames('size-2 shrink-0 rounded-full', DOT[status])} />
      {t(`prejoin.${status === 'closed' ? 'reconnecting' : status}`)}
    </p>
  );
}
