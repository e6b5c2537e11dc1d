import type { RequestName, RequestOf } from '@parley/protocol/contract';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { hello, isRung, ring } from './people/RingServer.ts';
import { RoomKeepers } from './RoomKeepers.ts';
import { RELAXED } from './relaxedRates.ts';
import { requestExamples } from './requestExamples.ts';
import type { TestClient } from './TestClient.ts';

/**
 * Rooms in which two are, and from where somebody asks who is none of the two: `inside` is with them, in a
 * room for whoever has the link; all others are outside.
 */
export const PLACES = ['members only', 'no guests', 'direct call', 'code for two', 'inside'] as const;
export type Place = (typeof PLACES)[number];

/** How the one who asks stands to the room, or to whoever keeps it. */
export const ROLES = ['guest', 'stranger', 'contact', 'blocked', 'member', 'owner', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The two who are there. `owner` keeps the room where somebody does, and is who was called. */
export type Scene = {
  room: string;
  owner: TestClient;
  other: TestClient;
  /** A request of every kind; where it can be about somebody, it is about the two. */
  requests: () => { [Name in RequestName]: RequestOf<Name> };
};

const TOGETHER = ['owner', 'other'] as const;

let idCount = 0;
const newId = () => {
  idCount += 1;
  return `new-id-${idCount}`;
};

/** A server with an account for each role; all have met the owner as their name says. */
export async function startPlaces(place: Place): Promise<RoomKeepers> {
  const keepers = await RoomKeepers.start(
    ['owner', 'other', 'stranger', 'contact', 'blocked', 'member'],
    {
      config: { directCalls: true, guestsAllowed: place !== 'no guests' },
      rateLimits: RELAXED,
    },
  );
  await keepers.newAccount('operator', { isOperator: true });
  const { people } = keepers;
  for (const name of ['contact', 'other']) await people.befriend('owner', name);
  const phone = await people.open('owner');
  await phone.request('person:block', { accountId: accountIdOf('blocked') });
  phone.close();
  return keepers;
}

/** A new room of this kind, in which the two are. */
export async function prepareScene(keepers: RoomKeepers, place: Place): Promise<Scene> {
  const room = await newRoom(keepers, place);
  const [owner, other] = [await keepers.join('owner', room), await keepers.join('other', room)];
  const { publicationId } = await owner.publish('camera');
  const { consumers } = await other.request('media:want', {
    wishes: [{ publicationId, size: { width: 640, height: 360 } }],
  });
  for (const one of [owner, other]) await one.request('direct:setAllowed', { isAllowed: true });
  await owner.hears('direct:paired', ({ pair }) => pair !== null);
  // Who they are is shown soon after they have come, and would look like news of what is asked.
  for (const name of TOGETHER) {
    await owner.hears('peer:changed', ({ account }) => account?.accountId === accountIdOf(name));
  }
  const consumerIds = consumers.map(({ consumerId }) => consumerId);
  const requests = () => {
    const examples = requestExamples({ room, peerId: owner.peerId, publicationId, newId });
    const pairId = owner.of('direct:paired').findLast(({ pair }) => pair)?.pair?.pairId ?? '';
    return {
      ...examples,
      'media:resume': { consumerIds },
      'direct:tell': { ...examples['direct:tell'], pairId },
    };
  };
  return { room, owner, other, requests };
}

async function newRoom(keepers: RoomKeepers, place: Place): Promise<string> {
  const members = ['other', 'member'];
  if (place === 'members only') return (await keepers.keep('owner', { members })).room;
  if (place === 'code for two') return (await keepers.ask(undefined, 'POST /codes')).body.code;
  if (place === 'direct call') return roomOfDirectCall(keepers);
  return (await keepers.keep('owner', { access: 'link', members })).room;
}

async function roomOfDirectCall({ people }: RoomKeepers): Promise<string> {
  const [caller, called] = [await people.open('other'), await people.open('owner')];
  await hello(called);
  const ringId = await ring(caller, 'owner');
  await isRung(called, ringId);
  const { room } = await called.request('ring:accept', { ringId });
  for (const one of [caller, called]) one.close();
  return room;
}

/** Somebody who has been with the two goes, and they have noticed. */
export async function leave(asker: TestClient, peerId: string, { owner, other }: Scene): Promise<void> {
  asker.close();
  for (const one of [owner, other]) await one.hears('peer:left', (left) => left.peerId === peerId);
}
