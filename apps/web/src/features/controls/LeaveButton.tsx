import { LogOut } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../session/SessionContext.ts';

export function LeaveButton() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <button
      type="button"
      aria-label={t('controls.leave')}
      className="flex h-12 shrink-0 items-center justify-center gap-2 justify-self-end rounded-full bg-danger-fill px-3.5 font-medium text-white transition-colors hover:bg-danger-fill-hover lg:px-5 forced-colors:border"
      onClick={() => void session.leave()}
    >
      <LogOut aria-hidden className="size-5" />
      <span className="max-lg:hidden">{t('controls.leave')}</span>
    </button>
  );
}
