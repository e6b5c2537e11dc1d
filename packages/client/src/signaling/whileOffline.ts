import type { RequestName } from '@parley/protocol/contract';

/**
 * What becomes of a request that finds no connection, or loses it before the answer:
 *
 * - `fail`: rejects at once. For what is bound to this connection's moment (ids of media that may be
 *   gone after it, a reaction) or is asked again by its owner after the resumption.
 * - `wait`: waits to be sent, but once sent is not sent again: a second one would be a second thing.
 * - `resend`: waits, and is sent again after a loss. For questions, and for setters that carry the
 *   wanted state, where twice is the same as once.
 */
export type WhileOffline = 'fail' | 'wait' | 'resend';

export const WHILE_OFFLINE: Readonly<Record<RequestName, WhileOffline>> = {
  'room:preview': 'resend',
  'room:prepare': 'fail',
  'room:join': 'wait',
  'room:resume': 'fail',
  'room:leave': 'fail',
  'peer:setName': 'resend',
  'hand:set': 'resend',
  'reaction:send': 'fail',
  'chat:send': 'fail',
  'chat:setWriting': 'fail',
  'chat:history': 'resend',
  'file:offer': 'fail',
  'media:open': 'fail',
  'media:connect': 'fail',
  'media:publish': 'fail',
  'media:setPaused': 'fail',
  'media:setResting': 'fail',
  'media:unpublish': 'fail',
  'media:want': 'fail',
  'media:resume': 'fail',
  'media:restartIce': 'fail',
  'direct:setAllowed': 'fail',
  'direct:tell': 'fail',
  'health:report': 'fail',
  'health:reportJoin': 'fail',
};
