import type { ReactNode } from 'react';
import { Logo } from './Logo.tsx';

type MessagePageProps = {
  title: string;
  text: string;
  /** What can be done about it. */
  children?: ReactNode;
  /** Announced at once, because it came without the person asking for it. */
  isAlert?: boolean;
};

/** A whole page that says one thing and what to do next. */
export function MessagePage({ title, text, children, isAlert = false }: MessagePageProps) {
  return (
    <main className="grid min-h-dvh place-items-center px-6 py-12">
      <div className="flex w-full max-w-md flex-col items-center text-center">
        <Logo className="mb-8 size-11" />
        <div role={isAlert ? 'alert' : undefined}>
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
          <p className="mt-3 text-quiet text-pretty">{text}</p>
        </div>
        <div className="mt-8 flex w-full flex-col items-center gap-3">{children}</div>
      </div>
    </main>
  );
}
