import { useTranslation } from 'react-i18next';
import { AccountGate } from '../features/account/AccountGate.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { Button } from '../ui/Button.tsx';
import { MessagePage } from '../ui/MessagePage.tsx';
import { WaitingPage } from './WaitingPage.tsx';

addAccountTexts();

/** Before a room of a server that lets no guests in. */
export function SignInFirst({ room, onSignedIn }: { room: string; onSignedIn: () => void }) {
  const { t } = useTranslation('account');
  return (
    <AccountGate waiting={<WaitingPage />} intro={t('gate.noGuests')}>
      {({ displayName }) => (
        <MessagePage title={room} text={t('gate.signedIn', { name: displayName })}>
          <Button look="primary" size="large" onClick={onSignedIn}>
            {t('gate.continue')}
          </Button>
        </MessagePage>
      )}
    </AccountGate>
  );
}
