import type { Person } from '@parley/protocol/account';
import type { ChosenStatus, Visibility } from '@parley/protocol/people/person';

/** What is kept of a person. Never leaves the server as it is: `cardOf` makes what others may see. */
export type PersonRecord = Person & {
  visibility: Visibility;
  showsLastSeen: boolean;
  chosenStatus: ChosenStatus;
  /** Epoch ms; when they last went, or began to look as if they had. */
  lastSeenAt: number | null;
  /** An operator lets nobody in with this account for now, and nobody finds it. */
  isSuspended: boolean;
};

/** What holds for somebody who has chosen nothing. People of one server are found by each other. */
export const DEFAULT_CHOICES = {
  visibility: 'everyone',
  showsLastSeen: false,
  chosenStatus: 'available',
} as const satisfies Partial<PersonRecord>;
