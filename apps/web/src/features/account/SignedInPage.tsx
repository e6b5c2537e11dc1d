import type { OwnAccount } from '@parley/protocol/account';
import { useTranslation } from 'react-i18next';
import { PersonPicture } from '../../account/PersonPicture.tsx';
import { ButtonLink } from '../../ui/ButtonLink.tsx';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { SignOutButton } from './SignOutButton.tsx';

export function SignedInPage({ account }: { account: OwnAccount }) {
  const { t } = useTranslation('account');
  return (
    <HomePageFrame>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col items-center justify-center py-8 text-center">
        <PersonPicture person={account} className="size-24 text-3xl" />
        <h1 className="mt-5 max-w-full truncate text-3xl font-semibold tracking-[-0.025em]">
          {account.displayName}
        </h1>
        <p className="mt-2 text-quiet">{t('profile.signInName', { name: account.name })}</p>
        <div className="mt-8 flex flex-wrap justify-center gap-3">
          <ButtonLink to="/settings" look="primary">
            {t('settings')}
          </ButtonLink>
          <SignOutButton />
        </div>
      </main>
    </HomePageFrame>
  );
}
