import type { RingSession } from '@parley/client/people/ringing/RingSession';
import type { OutgoingRing } from '@parley/client/people/ringing/RingState';
import { PhoneOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { RingDialog } from './RingDialog.tsx';

/** One's own call, until somebody answers, and why nobody did. */
export function OutgoingCall({ session, ring }: { session: RingSession; ring: OutgoingRing }) {
  const { t } = useTranslation('ringing');
  const { callee } = ring;
  const name = callee.displayName;
  const isRinging = ring.phase === 'ringing';
  const message = isRinging ? null : ring.message;
  const putAway = () => void session.cancel();
  return (
    <RingDialog
      person={callee}
      title={isRinging ? t('calling', { name }) : name}
      isRinging={isRinging}
      onClose={putAway}
    >
      <div role="status" className="mt-2 text-quiet">
        {!isRinging && <p>{t(`ended.${ring.reason}`, { name })}</p>}
        {message !== null && (
          <>
            <p className="sr-only">{t('says', { name })}</p>
            <blockquote className="mt-4 rounded-2xl bg-fill px-4 py-3 text-ink break-words">
              {message}
            </blockquote>
          </>
        )}
      </div>
      <Button
        look={isRinging ? 'danger' : 'primary'}
        size="large"
        className="mt-7 w-full"
        onClick={putAway}
      >
        {isRinging && <PhoneOff aria-hidden className="size-5" />}
        {t(isRinging ? 'cancel' : 'close')}
      </Button>
    </RingDialog>
  );
}
