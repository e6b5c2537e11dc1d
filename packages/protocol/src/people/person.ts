import * as z from 'zod/mini';
import { AccountId, Person } from '../account.ts';
import { Timestamp } from '../ids.ts';

/** What somebody can say about themself; the rest is found out. */
export const CHOSEN_STATUSES = ['available', 'away', 'do-not-disturb'] as const;
export const ChosenStatus = z.enum(CHOSEN_STATUSES);
export type ChosenStatus = z.infer<typeof ChosenStatus>;

export const PERSON_STATUSES = ['available', 'in-call', 'away', 'do-not-disturb', 'offline'] as const;
export const PersonStatus = z.enum(PERSON_STATUSES);
export type PersonStatus = z.infer<typeof PersonStatus>;

/** Who may find somebody and see how they are. With `nobody` they look offline to their contacts. */
export const VISIBILITIES = ['everyone', 'contacts', 'nobody'] as const;
export const Visibility = z.enum(VISIBILITIES);
export type Visibility = z.infer<typeof Visibility>;

/** Somebody as the one who is told may see them. */
export const PersonCard = z.extend(Person, {
  status: PersonStatus,
  /** When they were last here, if they are not and let it be known. */
  lastSeenAt: z.nullable(Timestamp),
});
export type PersonCard = z.infer<typeof PersonCard>;

/** Oneself: how one looks to those who may see it, and what one has chosen. */
export const Me = z.extend(Person, {
  status: PersonStatus,
  chosenStatus: ChosenStatus,
  visibility: Visibility,
  showsLastSeen: z.boolean(),
});
export type Me = z.infer<typeof Me>;

export const StatusSetRequest = z.strictObject({ status: ChosenStatus });

export const VisibilitySetRequest = z.strictObject({
  visibility: Visibility,
  showsLastSeen: z.boolean(),
});

/** What concerns one other person. */
export const AboutPerson = z.strictObject({ accountId: AccountId });

export const MeChanged = z.strictObject({ me: Me });
export const PersonChanged = z.strictObject({ person: PersonCard });
export const PersonHidden = AboutPerson;
export const PersonBlocked = z.strictObject({ person: Person });
export const PersonUnblocked = AboutPerson;
