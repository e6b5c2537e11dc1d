import { type ReactNode, useId } from 'react';

type PeopleListProps = {
  title: string;
  /** What stands there instead of an empty list. */
  empty?: string | undefined;
  children: readonly ReactNode[];
};

/** A list under its heading. */
export function PeopleList({ title, empty, children }: PeopleListProps) {
  const id = useId();
  return (
    <section className="mt-6">
      <h2 id={id} className="px-3 text-sm font-semibold text-quiet">
        {title}
      </h2>
      {children.length === 0 && empty !== undefined ? (
        <p className="px-3 pt-2 text-sm text-quiet text-pretty">{empty}</p>
      ) : (
        <ul aria-labelledby={id} className="mt-1.5">
          {children}
        </ul>
      )}
    </section>
  );
}
