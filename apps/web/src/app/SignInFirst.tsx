import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { useCall } from '../session/SessionContext.ts';
import { Button } from '../ui/Button.tsx';
import { ButtonLink } from '../ui/ButtonLink.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();

type SignInFirstProps = { room: string; onTryAgain: () => void };

/** Before a room that lets no guests in, or only its members. */
export function SignInFirst({ room, onTryAgain }: SignInFirstProps) {
  const { t } = useTranslation('account');
  const { t: common } = useTranslation();
  const error = useCall((state) => state.error);
  if (error?.code === 'forbidden') {
    return (
      <MessagePage isAlert title={t('gate.noMemberTitle')} text={t('gate.noMember')}>
        <Button look="primary" size="large" className="w-full max-w-72" onClick={onTryAgain}>
          {common('common.tryAgain')}
        </Button>
        <ButtonLink to="/" look="ghost" className="w-full max-w-72">
          {common('common.home')}
        </ButtonLink>
      </MessagePage>
    );
  }
  const isForMembers = error?.details?.['reason'] === 'members-only';
  return (
    <AccountGate
      waiting={<WaitingPage />}
      intro={isForMembers ? t('gate.membersOnly') : t('gate.noGuests')}
    >
      {({ displayName }) => (
        <MessagePage title={room} text={t('gate.signedIn', { name: displayName })}>
          <Button look="primary" size="large" onClick={onTryAgain}>
            {t('gate.continue')}
          </Button>
        </MessagePage>
      )}
    </AccountGate>
  );
}
