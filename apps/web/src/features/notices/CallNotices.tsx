import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { DeviceNotice } from '../../devices/DeviceNotice.tsx';
import { useCall, useSession } from '../../session/SessionContext.ts';
import { Button } from '../../ui/Button.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { DataUseNotice } from './DataUseNotice.tsx';
import { DoorsNotice } from './DoorsNotice.tsx';
import { DrainNotice } from './DrainNotice.tsx';
import { ScreenNotice } from './ScreenNotice.tsx';
import { StrainNotice } from './StrainNotice.tsx';
import { TroubleNotices } from './TroubleNotices.tsx';

/** What stands in the way of being heard, seen or connected; it stays until it is solved. */
export function CallNotices() {
  const { t } = useTranslation();
  const session = useSession();
  const isReconnecting = useCall((state) => state.connection.status === 'reconnecting');
  const isBlocked = useCall((state) => state.audio.isBlocked);
  return (
    <div className="mx-auto flex w-full max-w-2xl flex-col gap-2 px-3 *:mt-3 empty:hidden">
      {isReconnecting && (
        <p className="flex items-center justify-center gap-3 rounded-xl bg-notice-soft px-4 py-3 text-sm font-medium text-notice">
          <Spinner className="size-4" />
          {t('call.reconnecting')}
          {/* In a tab of its own: whoever leaves the call to find out why it is gone has lost it. */}
          <a
            href="/check"
            target="_blank"
            rel="noreferrer"
            className="rounded underline underline-offset-4"
          >
            {t('prejoin.check')}
          </a>
        </p>
      )}
      <DrainNotice />
      <DoorsNotice />
      {isBlocked && (
        <div
          role="alert"
          className="flex items-center gap-3 rounded-xl bg-accent-soft px-4 py-3 text-sm"
        >
          <Volume2 aria-hidden className="size-5 shrink-0 text-accent" />
          <p className="flex-1 font-medium">{t('call.blocked')}</p>
          <Button look="primary" size="small" onClick={() => void session.unblockAudio()}>
            {t('call.tapToHear')}
          </Button>
        </div>
      )}
      <DeviceNotice kind="microphone" />
      <DeviceNotice kind="camera" />
      <ScreenNotice />
      <DataUseNotice />
      <StrainNotice />
      <TroubleNotices />
    </div>
  );
}
