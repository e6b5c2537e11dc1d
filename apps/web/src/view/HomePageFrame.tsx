import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { Logo } from '../ui/Logo.tsx';

/** A page outside the call: the way home at its top. */
export function HomePageFrame({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col px-5 pt-[max(1.25rem,env(safe-area-inset-top))] pb-[max(1.5rem,env(safe-area-inset-bottom))] sm:px-8">
      <header>
        <Link
          to="/"
          className="inline-flex items-center gap-2.5 rounded-lg font-semibold tracking-tight touchable"
        >
          <Logo className="size-8" />
          Parley
        </Link>
      </header>
      {children}
    </div>
  );
}
