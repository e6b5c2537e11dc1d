import type { PeopleRequestName } from '@parley/protocol/people/peopleContract';
import type { WhileOffline } from '../signaling/whileOffline.ts';

/** All of them say what is wanted, or ask: twice is the same as once. */
export const PEOPLE_WHILE_OFFLINE: Readonly<Record<PeopleRequestName, WhileOffline>> = {
  'people:hello': 'fail',
  'people:search': 'resend',
  // The session asks again by itself once it is back.
  'people:watch': 'fail',
  'contact:request': 'resend',
  'contact:withdraw': 'resend',
  'contact:accept': 'resend',
  'contact:decline': 'resend',
  'contact:remove': 'resend',
  'person:block': 'resend',
  'person:unblock': 'resend',
  'status:set': 'resend',
  'visibility:set': 'resend',
  'activity:tell': 'fail',
  // Messages are asked for and sent again by their session once it is back.
  'device:open': 'fail',
  'device:list': 'fail',
  'device:remove': 'resend',
  'file:offer': 'fail',
  'message:send': 'fail',
  'message:fetch': 'fail',
  'archive:put': 'resend',
  'archive:find': 'resend',
  'archive:get': 'resend',
  'archive:remove': 'resend',
  // A channel ends with the connection over which it was begun.
  'channel:allow': 'fail',
  'channel:begin': 'fail',
  'channel:tell': 'fail',
  'channel:end': 'fail',
  'ring:hello': 'fail',
  // A ring is about now: whoever has lost the connection has ended their part in it.
  'ring:start': 'fail',
  'ring:cancel': 'fail',
  // But the caller may have been told of the answer. The server knows it again.
  'ring:accept': 'resend',
  'ring:decline': 'fail',
  'missed:clear': 'resend',
};
