import type { PeopleSnapshot } from '@parley/protocol/people/directory';
import type {
  PeopleEvent,
  PeopleEventName,
  PeopleEventOf,
} from '@parley/protocol/people/peopleContract';
import type { PeopleState } from './PeopleState.ts';

type Changes = {
  [Name in PeopleEventName]: (state: PeopleState, data: PeopleEventOf<Name>) => PeopleState;
};

/** What each event changes: one entry for each, and all of them set what holds from then on. */
const changes: Changes = {
  'me:changed': (state, { me }) => ({ ...state, me }),

  'person:changed': (state, { person }) => {
    const { accountId } = person;
    const isContact = accountId in state.contacts;
    return isContact
      ? { ...state, contacts: { ...state.contacts, [accountId]: person } }
      : { ...state, watched: { ...state.watched, [accountId]: person } };
  },

  'person:hidden': (state, { accountId }) => ({
    ...state,
    watched: without(state.watched, accountId),
  }),

  'person:blocked': (state, { person }) => ({
    ...state,
    blocked: { ...state.blocked, [person.accountId]: person },
  }),

  'person:unblocked': (state, { accountId }) => ({
    ...state,
    blocked: without(state.blocked, accountId),
  }),

  'contact:added': (state, { person }) => ({
    ...state,
    contacts: { ...state.contacts, [person.accountId]: person },
  }),

  // Somebody on the screen who can still be seen stays there: what was last known of them holds.
  'contact:removed': (state, { accountId }) => {
    const was = state.contacts[accountId];
    return {
      ...state,
      contacts: without(state.contacts, accountId),
      watched:
        was && accountId in state.watched ? { ...state.watched, [accountId]: was } : state.watched,
    };
  },

  'contact:requested': (state, { request }) => ({
    ...state,
    requests: [
      ...state.requests.filter(
        ({ direction, person }) =>
          direction !== request.direction || person.accountId !== request.person.accountId,
      ),
      request,
    ],
  }),

  'contact:requestEnded': (state, { direction, accountId }) => ({
    ...state,
    requests: state.requests.filter(
      (request) => request.direction !== direction || request.person.accountId !== accountId,
    ),
  }),

  // Not of the phone book: the session of messages hears them.
  'device:changed': (state) => state,
  'message:waiting': (state) => state,
  'channel:begun': (state) => state,
  'channel:told': (state) => state,
  'channel:ended': (state) => state,
  // Told to those alone who said that they ring.
  'ring:started': (state) => state,
  'ring:accepted': (state) => state,
  'ring:ended': (state) => state,
  'missed:added': (state) => state,
  'missed:cleared': (state) => state,
  'server:draining': (state) => state,
  'server:closing': (state) => state,
};

export function applyPeopleEvent(state: PeopleState, event: PeopleEvent): PeopleState {
  // The table's type ties each name to its data; TypeScript cannot follow that through the union.
  const change = changes[event.name] as (state: PeopleState, data: PeopleEvent['data']) => PeopleState;
  return change(state, event.data);
}

/** The state once a snapshot has replaced what was known. What is on the screen is asked for anew. */
export function fromPeopleSnapshot(
  state: PeopleState,
  { me, contacts, requests, blocked }: PeopleSnapshot,
): PeopleState {
  return {
    ...state,
    me,
    contacts: byId(contacts),
    requests,
    blocked: byId(blocked),
  };
}

export function byId<Entry extends { accountId: string }>(
  entries: readonly Entry[],
): Readonly<Record<string, Entry>> {
  return Object.fromEntries(entries.map((entry) => [entry.accountId, entry]));
}

function without<Entry>(
  record: Readonly<Record<string, Entry>>,
  accountId: string,
): Readonly<Record<string, Entry>> {
  const { [accountId]: _gone, ...rest } = record;
  return rest;
}
