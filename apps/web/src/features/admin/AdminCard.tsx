import { type ReactNode, useId } from 'react';

type AdminCardProps = { title: string; aside?: ReactNode; children: ReactNode };

export function AdminCard({ title, aside, children }: AdminCardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="rounded-3xl border border-line bg-surface p-5 shadow-card sm:p-7"
    >
      <div className="flex items-baseline justify-between gap-4">
        <h2 id={id} className="text-lg font-semibold tracking-tight">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
