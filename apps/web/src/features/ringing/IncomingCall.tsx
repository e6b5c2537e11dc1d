import type { RingSession } from '@parley/client/people/ringing/RingSession';
import type { IncomingRing } from '@parley/protocol/people/ringing';
import { Bell, BellOff, MessageSquare, Phone, PhoneOff, Video, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ringing } from '../../session/ringing.ts';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { DeclineForm } from './DeclineForm.tsx';
import { RingDialog } from './RingDialog.tsx';
import { setRingSound, useRingSound } from './ringSound.ts';
import { ringTone } from './ringTone.ts';

/** Somebody calls. Nothing of theirs is shown or heard before it is answered. */
export function IncomingCall({ session, ring }: { session: RingSession; ring: IncomingRing }) {
  const { t } = useTranslation('ringing');
  const { caller, isInvitation } = ring;
  const isLoud = useRingSound();
  const [isWriting, setIsWriting] = useState(false);
  useEffect(() => (isLoud ? ringTone() : undefined), [isLoud]);

  const answer = (withCamera: boolean) => {
    ringing.setState({ withCamera });
    // Over in this very moment: the window is gone, and the missed call is listed.
    session.accept().catch(() => undefined);
  };
  const title = t(isInvitation ? 'invites' : 'calls', { name: caller.displayName });
  return (
    <RingDialog person={caller} title={title} isRinging onClose={() => session.ignore()}>
      <div className="absolute top-3 right-3 flex gap-1">
        <IconButton
          label={t(isLoud ? 'soundOff' : 'soundOn')}
          icon={isLoud ? Bell : BellOff}
          onClick={() => setRingSound(!isLoud)}
        />
        <IconButton label={t('hide')} icon={X} onClick={() => session.ignore()} />
      </div>
      {isWriting ? (
        <DeclineForm onSend={(message) => void session.decline(message)} />
      ) : (
        <div className="mt-7 flex flex-col gap-3">
          <Button look="primary" size="large" onClick={() => answer(true)}>
            <Video aria-hidden className="size-5" />
            {t('answerVideo')}
          </Button>
          <Button size="large" onClick={() => answer(false)}>
            <Phone aria-hidden className="size-5" />
            {t('answer')}
          </Button>
          <div className="grid gap-3 sm:grid-cols-[auto_1fr]">
            <Button look="danger" onClick={() => void session.decline()}>
              <PhoneOff aria-hidden className="size-4" />
              {t('decline')}
            </Button>
            <Button onClick={() => setIsWriting(true)}>
              <MessageSquare aria-hidden className="size-4" />
              {t('declineWith')}
            </Button>
          </div>
        </div>
      )}
    </RingDialog>
  );
}
