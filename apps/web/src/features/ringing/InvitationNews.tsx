import type { RingSession } from '@parley/client/people/ringing/RingSession';
import { PhoneOff, PhoneOutgoing, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { NewsItem } from '../../ui/NewsStack.tsx';

/** Whom one calls into the call, and why they do not come. The call itself is not covered meanwhile. */
export function InvitationNews({ session }: { session: RingSession }) {
  const { t } = useTranslation('ringing');
  const ring = useStore(session.store, ({ outgoing }) => outgoing);
  if (ring === null || ring.room === null) return null;
  const { displayName: name } = ring.callee;
  const putAway = () => void session.cancel();
  if (ring.phase === 'ringing') {
    return (
      <NewsItem icon={PhoneOutgoing} iconClass="text-accent" text={t('inviting', { name })}>
        <Button size="small" onClick={putAway}>
          <PhoneOff aria-hidden className="size-4" />
          {t('cancel')}
        </Button>
      </NewsItem>
    );
  }
  const why = t(`ended.${ring.reason}`, { name });
  const text = ring.message === null ? why : `${why} ${t('says', { name })} ${ring.message}`;
  return (
    <NewsItem icon={PhoneOff} iconClass="text-danger" text={text}>
      <IconButton label={t('hide')} icon={X} onClick={putAway} />
    </NewsItem>
  );
}
