import type {
  PeopleReplyOf,
  PeopleRequestName,
  PeopleRequestOf,
} from '@parley/protocol/people/peopleContract';
import type { Handled } from '../handlers/Handlers.ts';
import type { AskedBy } from './Visit.ts';

/** One for each request about people, or it does not compile. */
export type PeopleHandlers = {
  readonly [Name in PeopleRequestName]: (
    request: PeopleRequestOf<Name>,
    by: AskedBy,
  ) => Handled<PeopleReplyOf<Name>> | Promise<Handled<PeopleReplyOf<Name>>>;
};
