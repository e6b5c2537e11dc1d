import { newRoomName } from '@parley/protocol/newRoomName';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Button } from '../../ui/Button.tsx';
import { Logo } from '../../ui/Logo.tsx';
import { CodeCallButton } from './CodeCallButton.tsx';
import { JoinForm } from './JoinForm.tsx';
import { RecentRooms } from './RecentRooms.tsx';

export function HomePage({ corner, footer }: { corner: ReactNode; footer: ReactNode }) {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  return (
    <div className="flex min-h-dvh flex-col px-6 pt-[max(1.5rem,env(safe-area-inset-top))] pb-[max(1.5rem,env(safe-area-inset-bottom))]">
      <header className="flex min-h-11 justify-end">{corner}</header>
      <main className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center py-12">
        <Logo className="size-14" />
        <h1 className="mt-6 text-4xl font-semibold tracking-[-0.03em] sm:text-5xl">Parley</h1>
        <p className="mt-3 text-lg text-quiet text-balance">{t('home.claim')}</p>

        <section className="mt-10 rounded-3xl border border-line bg-surface p-6 shadow-card sm:p-7">
          <Button
            look="primary"
            size="large"
            className="w-full"
            aria-describedby="new-room-hint"
            onClick={() => navigate(`/r/${newRoomName((values) => crypto.getRandomValues(values))}`)}
          >
            <Plus aria-hidden className="size-5" />
            {t('home.newRoom')}
          </Button>
          <p id="new-room-hint" className="mt-2.5 text-center text-sm text-quiet text-balance">
            {t('home.newRoomHint')}
          </p>
          <CodeCallButton />
          <div aria-hidden className="my-6 flex items-center gap-4 text-sm text-quiet">
            <span className="h-px flex-1 bg-line" />
            {t('home.or')}
            <span className="h-px flex-1 bg-line" />
          </div>
          <JoinForm />
        </section>

        <RecentRooms />
      </main>
      <footer className="mx-auto w-44">{footer}</footer>
    </div>
  );
}
