import { createContext, type ReactNode } from 'react';

/** What stands in the phone book and belongs to other features. */
export type DirectorySlots = {
  /** In somebody's row. */
  badge: (accountId: string) => ReactNode;
  /** Below somebody who is shown. */
  conversation: (person: { accountId: string; name: string; isContact: boolean }) => ReactNode;
};

export const DirectorySlotsContext = createContext<DirectorySlots>({
  badge: () => null,
  conversation: () => null,
});
