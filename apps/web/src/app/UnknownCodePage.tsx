import { isRingRoom } from '@parley/protocol/people/ringRoom';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/ButtonLink.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';

/**
 * A code that was never given out, or is too old, or a call that is over; or one of two others: the
 * server does not say.
 */
export function UnknownCodePage({ room }: { room: string }) {
  const { t } = useTranslation();
  const { t: ringing } = useTranslation('ringing');
  const isRing = isRingRoom(room);
  return (
    <MessagePage
      title={isRing ? ringing('unknown') : ringing('unknownCode')}
      text={isRing ? ringing('unknownHint') : ringing('unknownCodeHint')}
      isAlert
    >
      <ButtonLink to={isRing ? '/people' : '/'} look="primary" className="w-full max-w-72">
        {isRing ? ringing('people') : t('common.home')}
      </ButtonLink>
    </MessagePage>
  );
}
