import { type ReactNode, useId } from 'react';

type CardProps = { title: string; hint?: string; children: ReactNode };

/** A part of a page, under a heading of its own. */
export function Card({ title, hint, children }: CardProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="mt-5 rounded-3xl border border-line bg-surface p-5 shadow-card sm:p-7"
    >
      <h2 id={id} className="font-semibold tracking-tight">
        {title}
      </h2>
      {hint !== undefined && <p className="mt-1.5 text-sm text-quiet text-pretty">{hint}</p>}
      {children}
    </section>
  );
}
