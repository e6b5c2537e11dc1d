import type { PersonStatus } from '@parley/protocol/people/person';
import type { ReactNode } from 'react';
import { classNames } from '../ui/classNames.ts';

/** Told by shape as well as by colour. */
const SIGNS: Record<PersonStatus, { colour: string; shape: ReactNode }> = {
  available: { colour: 'text-accent', shape: <circle cx="8" cy="8" r="6" fill="currentColor" /> },
  'in-call': {
    colour: 'text-danger',
    shape: <rect x="2.5" y="2.5" width="11" height="11" rx="2.5" fill="currentColor" />,
  },
  away: {
    colour: 'text-notice',
    shape: <path d="M8 2a6 6 0 1 0 6 6 4.5 4.5 0 0 1-6-6Z" fill="currentColor" />,
  },
  'do-not-disturb': {
    colour: 'text-danger',
    shape: (
      <>
        <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />
        <path d="M4.5 8h7" stroke="currentColor" strokeWidth="2" />
      </>
    ),
  },
  offline: {
    colour: 'text-quiet',
    shape: <circle cx="8" cy="8" r="5" fill="none" stroke="currentColor" strokeWidth="2" />,
  },
};

/** Decoration: the status stands beside it in words. */
export function StatusSign({ status, className }: { status: PersonStatus; className?: string }) {
  const { colour, shape } = SIGNS[status];
  return (
    <svg
      aria-hidden
      viewBox="0 0 16 16"
      className={classNames('shrink-0', colour, className ?? 'size-3.5')}
    >
      {shape}
    </svg>
  );
}
