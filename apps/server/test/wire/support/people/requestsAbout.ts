import type { PeopleRequestName, PeopleRequestOf } from '@parley/protocol/people/peopleContract';
import { accountIdOf } from '../../../storage/support/newAccount.ts';
import { deviceKeyOf, sealedMessage } from './messages.ts';

export const OWN_DEVICE = { deviceKey: deviceKeyOf('one'), name: 'one' };
export const THEIR_DEVICE = { deviceKey: deviceKeyOf('two'), name: 'two' };

/** A request of every kind that is in form and about somebody, or this does not compile. */
export function requestsAbout(name: string): { [Name in PeopleRequestName]: PeopleRequestOf<Name> } {
  const about = { accountId: accountIdOf(name) };
  return {
    'people:hello': {},
    'people:search': { query: name },
    'people:watch': { accountIds: [about.accountId] },
    'contact:request': about,
    'contact:withdraw': about,
    'contact:accept': about,
    'contact:decline': about,
    'contact:remove': about,
    'person:block': about,
    'person:unblock': about,
    'status:set': { status: 'away' },
    'visibility:set': { visibility: 'contacts', showsLastSeen: true },
    'activity:tell': {},
    'device:open': OWN_DEVICE,
    'device:list': about,
    'device:remove': { deviceKey: OWN_DEVICE.deviceKey },
    'file:offer': { ...about, size: 5_000 },
    'message:send': {
      ...sealedMessage('message-1', OWN_DEVICE.deviceKey),
      ...about,
      keys: [{ ...about, deviceKey: THEIR_DEVICE.deviceKey, sealedKey: 'sealed' }],
    },
    'message:fetch': { deviceKey: OWN_DEVICE.deviceKey, takenUpTo: 0 },
    'archive:put': { archiveId: 'archive-1', parts: 1, part: 0, body: 'sealed' },
    'archive:find': {},
    'archive:get': { archiveId: 'archive-1', part: 0 },
    'archive:remove': { archiveId: 'archive-1' },
    'channel:allow': { isAllowed: true },
    'channel:begin': about,
    'channel:tell': {
      channelId: 'channel-1',
      signal: { kind: 'description', type: 'offer', sdp: 'v=0' },
    },
    'channel:end': { channelId: 'channel-1' },
    'ring:hello': {},
    'ring:start': { ringId: `ring-of-${name}`, ...about },
    'ring:cancel': { ringId: `ring-of-${name}` },
    'ring:accept': { ringId: `ring-of-${name}` },
    'ring:decline': { ringId: `ring-of-${name}`, message: 'Later.' },
    'missed:clear': { until: 1_795_000_000_000 },
  };
}
