import type { PeopleEvent, PeopleReplyOf } from '@parley/protocol/people/peopleContract';
import { ringEvents } from '@parley/protocol/people/ringing';
import type { Fruitless, RingState } from './RingState.ts';

export type RingEvent = Extract<PeopleEvent, { name: keyof typeof ringEvents }>;

export function isRingEvent(event: PeopleEvent): event is RingEvent {
  return Object.hasOwn(ringEvents, event.name);
}

/** What each event changes. One about a ring that is not, or not any more, changes nothing. */
export function applyRingEvent(state: RingState, event: RingEvent): RingState {
  switch (event.name) {
    case 'ring:started':
      return { ...state, incoming: event.data.ring };
    case 'ring:accepted':
      return acceptOutgoing(state, event.data);
    case 'ring:ended': {
      const { ringId, reason, message = null } = event.data;
      if (state.incoming?.ringId === ringId) return { ...state, incoming: null };
      // Called off in the moment in which it was accepted: nobody would be there.
      if (state.acceptedId === ringId) return { ...state, acceptedId: null, room: null };
      return endOutgoing(state, ringId, reason, message);
    }
    case 'missed:added': {
      const { missed } = event.data;
      const others = state.missed.filter(({ person }) => person.accountId !== missed.person.accountId);
      return { ...state, missed: [missed, ...others] };
    }
    case 'missed:cleared': {
      const { until } = event.data;
      return { ...state, missed: state.missed.filter(({ lastAt }) => lastAt > until) };
    }
  }
}

/**
 * What the server says when the tab has come, or come back.
 *
 * @param answeringId the ring that was accepted here, and whose answer is still to come
 */
export function fromRingHello(
  state: RingState,
  { ring, accepted, missed }: PeopleReplyOf<'ring:hello'>,
  answeringId: string | undefined,
): RingState {
  const incoming = ring?.ringId === answeringId ? null : ring;
  const greeted: RingState = { ...state, connection: 'online', incoming, missed };
  return accepted ? acceptOutgoing(greeted, accepted) : greeted;
}

/** The connection is lost: the server ends one's own ring, and what rings here is not known any more. */
export function withoutConnection(state: RingState): RingState {
  const { outgoing } = state;
  const ended = outgoing ? endOutgoing(state, outgoing.ringId, 'lost', null) : state;
  return { ...ended, connection: 'reconnecting', incoming: null };
}

function acceptOutgoing(
  state: RingState,
  { ringId, room }: { readonly ringId: string; readonly room: string },
): RingState {
  const { outgoing } = state;
  if (outgoing?.ringId !== ringId) return state;
  // Whoever invites is there already.
  return { ...state, outgoing: null, room: outgoing.room === null ? room : state.room };
}

export function endOutgoing(
  state: RingState,
  ringId: string,
  reason: Fruitless,
  message: string | null,
): RingState {
  const { outgoing } = state;
  if (outgoing?.phase !== 'ringing' || outgoing.ringId !== ringId) return state;
  return { ...state, outgoing: { ...outgoing, phase: 'ended', reason, message } };
}
