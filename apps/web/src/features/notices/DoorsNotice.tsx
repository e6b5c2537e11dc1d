import { useTranslation } from 'react-i18next';
import { useCall } from '../../session/SessionContext.ts';
import { useTimeLeftText } from '../../view/useTimeLeftText.ts';

/** The operator has closed the doors: who is inside is told what becomes of the meeting. */
export function DoorsNotice() {
  const { t } = useTranslation('doors');
  const isOpen = useCall((state) => state.doors.isOpen);
  const time = useTimeLeftText(useCall((state) => state.doors.callsEndAt));
  if (isOpen) return null;
  return (
    <p
      role={time === null ? undefined : 'alert'}
      className="rounded-xl bg-raised px-4 py-3 text-center text-sm shadow-raised"
    >
      {time === null ? t('noticeStays') : t('notice', { time })}
    </p>
  );
}
