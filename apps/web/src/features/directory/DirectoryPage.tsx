import type { PeopleSession } from '@parley/client/people/PeopleSession';
import { PeopleContext } from '../../session/PeopleContext.ts';
import { Directory } from './Directory.tsx';
import { type DirectorySlots, DirectorySlotsContext } from './DirectorySlots.ts';

type DirectoryPageProps = { session: PeopleSession; slots: DirectorySlots };

/** The phone book: whom one knows, who can be found, and how everybody is. */
export function DirectoryPage({ session, slots }: DirectoryPageProps) {
  return (
    <PeopleContext.Provider value={session}>
      <DirectorySlotsContext value={slots}>
        <Directory />
      </DirectorySlotsContext>
    </PeopleContext.Provider>
  );
}
