import type { ringRequests } from '@parley/protocol/people/ringing';
import type { MissedCalls } from '../../ringing/MissedCalls.ts';
import type { Ringing } from '../../ringing/Ringing.ts';
import { done } from '../handlers/Handlers.ts';
import type { PeopleHandlers } from './PeopleHandlerTable.ts';

export type RingParts = { ringing: Ringing; missedCalls: MissedCalls };

export function ringHandlers({
  ringing,
  missedCalls,
}: RingParts): Pick<PeopleHandlers, keyof typeof ringRequests> {
  return {
    'ring:hello': ({ ringId }, by) => ringing.hello(by, ringId),

    'ring:start': async (request, by) => ({ reply: {}, afterwards: await ringing.start(by, request) }),

    'ring:cancel': async ({ ringId }, by) => {
      await ringing.cancel(by, ringId);
      return done;
    },

    'ring:accept': ({ ringId, answerId }, by) => ({ reply: ringing.accept(by, ringId, answerId) }),

    'ring:decline': ({ ringId, message }, by) => {
      ringing.decline(by, ringId, message);
      return done;
    },

    'missed:clear': async ({ until }, { person }) => {
      await missedCalls.clear(person, until);
      return done;
    },
  };
}
