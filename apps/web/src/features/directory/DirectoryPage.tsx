import type { ReactNode } from 'react';
import { PeopleContext } from '../../session/PeopleContext.ts';
import { Directory } from './Directory.tsx';
import { type DirectorySlots, DirectorySlotsContext } from './DirectorySlots.ts';
import { useDirectorySession } from './useDirectorySession.ts';

type DirectoryPageProps = {
  waiting: ReactNode;
  slots: DirectorySlots;
  /** Stands around all of it, within reach of its session. */
  around: (children: ReactNode) => ReactNode;
};

/** The phone book: whom one knows, who can be found, and how everybody is. */
export function DirectoryPage({ waiting, slots, around }: DirectoryPageProps) {
  const session = useDirectorySession();
  if (session === undefined) return waiting;
  return (
    <PeopleContext.Provider value={session}>
      <DirectorySlotsContext value={slots}>{around(<Directory />)}</DirectorySlotsContext>
    </PeopleContext.Provider>
  );
}
