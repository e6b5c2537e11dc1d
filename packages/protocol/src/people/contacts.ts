import * as z from 'zod/mini';
import { AccountId, Person } from '../account.ts';
import { Timestamp } from '../ids.ts';
import { AboutPerson, PersonCard } from './person.ts';

export const RequestDirection = z.enum(['received', 'sent']);
export type RequestDirection = z.infer<typeof RequestDirection>;

/** Somebody asks somebody to become contacts. `person` is the other one. */
export const ContactRequest = z.strictObject({
  direction: RequestDirection,
  person: Person,
  askedAt: Timestamp,
});
export type ContactRequest = z.infer<typeof ContactRequest>;

export const ContactAdded = z.strictObject({ person: PersonCard });
export const ContactRemoved = AboutPerson;
export const ContactRequested = z.strictObject({ request: ContactRequest });
/** Accepted, withdrawn, or declined by oneself. That the other one has declined is told nobody. */
export const ContactRequestEnded = z.strictObject({ direction: RequestDirection, accountId: AccountId });
