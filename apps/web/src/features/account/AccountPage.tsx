import type { OwnAccount } from '@parley/protocol/account';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useAskIdentities } from '../../account/identities.ts';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { DataSection } from './DataSection.tsx';
import { IdentitiesSection } from './IdentitiesSection.tsx';
import { MailSection } from './MailSection.tsx';
import { NotificationsSection } from './NotificationsSection.tsx';
import { PasskeysSection } from './PasskeysSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { ProfileSection } from './ProfileSection.tsx';
import { RefusalNotice } from './RefusalNotice.tsx';
import { SessionsSection } from './SessionsSection.tsx';
import { SignOutButton } from './SignOutButton.tsx';

type AccountPageProps = {
  account: OwnAccount;
  /** The devices that read their messages, which belong to another feature. */
  devices: ReactNode;
  footer: ReactNode;
};

/** All that somebody can change about their own account. */
export function AccountPage({ account, devices, footer }: AccountPageProps) {
  const { t } = useTranslation('account');
  useAskIdentities();
  return (
    <HomePageFrame>
      <main className="mx-auto w-full max-w-xl flex-1 py-8">
        <div className="flex flex-wrap items-center justify-between gap-4">
          <h1 className="text-3xl font-semibold tracking-[-0.025em]">{t('settings')}</h1>
          <SignOutButton />
        </div>
        <RefusalNotice className="mt-6" />
        <ProfileSection account={account} />
        <PasswordSection />
        <PasskeysSection />
        <IdentitiesSection />
        <MailSection />
        <NotificationsSection />
        <SessionsSection />
        {devices}
        <DataSection account={account} />
      </main>
      <footer className="mx-auto w-44">{footer}</footer>
    </HomePageFrame>
  );
}
