import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { useTimeLeftText } from '../../view/useTimeLeftText.ts';

/** The server is to be restarted: nothing that anybody has to do anything about. */
export function DrainNotice() {
  const { t } = useTranslation();
  const time = useTimeLeftText(useCall((state) => state.serverClosesAt));
  if (time === null) return null;
  return (
    <p className="rounded-xl bg-raised px-4 py-3 text-center text-sm shadow-raised">
      {t('call.draining', { time })}
    </p>
  );
}
