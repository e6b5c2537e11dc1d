import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { refreshAccount, useSignedIn } from '../account/account.ts';
import { ForgetGuest } from '../account/ForgetGuest.tsx';
import { PersonPicture } from '../account/PersonPicture.tsx';
import { addAccountTexts } from '../i18n/addAccountTexts.ts';
import { useUnreadCount } from '../session/unread.ts';
import { ButtonLink } from '../ui/ButtonLink.tsx';
import { CountBadge } from '../ui/CountBadge.tsx';

addAccountTexts();

/** The way to one's account, or to having one. */
export function AccountCorner() {
  const { t } = useTranslation('account');
  const known = useSignedIn();
  useEffect(() => void refreshAccount(), []);
  if (known === undefined || known === 'failed') return null;
  const { account } = known;
  return (
    <>
      <ForgetGuest />
      {account !== null && (
        <ButtonLink to="/rooms" look="ghost">
          {t('myRooms')}
        </ButtonLink>
      )}
      <ButtonLink to="/people" look="ghost" className="max-w-60">
        {account !== null && <PersonPicture person={account} className="size-7 text-xs" />}
        <span className="truncate">{account === null ? t('signIn') : account.displayName}</span>
        {account !== null && <UnreadCount />}
      </ButtonLink>
    </>
  );
}

/** Direct messages that wait to be read. */
function UnreadCount() {
  const { t } = useTranslation('account');
  const count = useUnreadCount();
  return count > 0 && <CountBadge count={count} label={t('unread', { count })} />;
}
