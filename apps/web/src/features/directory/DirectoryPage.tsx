import type { ReactNode } from 'react';
import { PeopleContext } from '../../session/PeopleContext.ts';
import { Directory } from './Directory.tsx';
import { useDirectorySession } from './useDirectorySession.ts';

/** The phone book: whom one knows, who can be found, and how everybody is. */
export function DirectoryPage({ waiting }: { waiting: ReactNode }) {
  const session = useDirectorySession();
  if (session === undefined) return waiting;
  return (
    <PeopleContext.Provider value={session}>
      <Directory />
    </PeopleContext.Provider>
  );
}
