import { ParleyError } from '@parley/protocol/errors';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { HomePageFrame } from '../../view/HomePageFrame.tsx';
import { AccountsCard } from './AccountsCard.tsx';
import { AdminContext } from './AdminContext.ts';
import { DoorsCard } from './DoorsCard.tsx';
import { InvitationsCard } from './InvitationsCard.tsx';
import { MeetingsCard } from './MeetingsCard.tsx';
import { NoTokenHint } from './NoTokenHint.tsx';
import { ServerCard } from './ServerCard.tsx';
import { TokenForm } from './TokenForm.tsx';
import { type Admin, useAdmin } from './useAdmin.ts';

/** Doors, meetings and people, for whoever runs this server. */
export function AdminPage({ footer }: { footer: ReactNode }) {
  const { t } = useTranslation('admin');
  const admin = useAdmin();
  const { entrance, hasToken, isStale } = admin;
  return (
    <HomePageFrame>
      <main className="mx-auto w-full max-w-4xl flex-1 py-8">
        <div className="flex items-center justify-between gap-4">
          <h1 className="text-3xl font-semibold tracking-[-0.025em] text-balance">{t('title')}</h1>
          {entrance === 'in' && hasToken && (
            <Button look="ghost" size="small" onClick={admin.signOut}>
              {t('signIn.out')}
            </Button>
          )}
        </div>
        {entrance === 'no-admin-token' && <NoTokenHint />}
        {(entrance === 'signed-out' || entrance === 'wrong-token') && (
          <TokenForm isWrong={entrance === 'wrong-token'} onSignIn={admin.signIn} />
        )}
        {isStale && (entrance === 'in' || entrance === 'asking') && (
          <Notice look="problem" className="mt-5">
            {t('failed')}
          </Notice>
        )}
        {entrance === 'in' && <Cards admin={admin} />}
      </main>
      <footer className="mx-auto w-44">{footer}</footer>
    </HomePageFrame>
  );
}

function Cards({ admin: { api, overview, refresh } }: { admin: Admin }) {
  const { t } = useTranslation('admin');
  const [problem, setProblem] = useState<string | null>(null);
  if (overview === null) return null;
  const act = async (action: () => Promise<unknown>) => {
    setProblem(null);
    try {
      await action();
    } catch (error) {
      if (!(error instanceof ParleyError)) throw error;
      setProblem(error.message);
    }
    refresh();
  };
  return (
    <AdminContext value={{ api, act }}>
      {problem !== null && (
        <Notice look="problem" className="mt-5">
          {t('refused', { message: problem })}
        </Notice>
      )}
      <div className="mt-6 space-y-5">
        <DoorsCard doors={overview.doors} />
        <MeetingsCard rooms={overview.rooms} />
        <ServerCard server={overview.server} />
        <InvitationsCard />
        <AccountsCard />
      </div>
    </AdminContext>
  );
}
