import { type RequestName, requests } from '@parley/protocol/contract';
import { expect, test } from 'vitest';
import {
  leave,
  PLACES,
  type Place,
  prepareScene,
  ROLES,
  type Role,
  type Scene,
  startPlaces,
} from './support/places.ts';
import type { TestClient } from './support/TestClient.ts';

type Outcome = 'ok' | 'unauthorized' | 'forbidden' | 'not-found' | 'not-joined' | 'conflict';
type Row = Record<Role, Outcome>;

const row = (outcome: Outcome, others: Partial<Row> = {}): Row => ({
  ...(Object.fromEntries(ROLES.map((role) => [role, outcome])) as Row),
  ...others,
});

/** Of requests that can be made from outside. What is about a room of two is not told from one that is not there. */
const entering = (inside: Outcome): Record<Place, Row> => ({
  'members only': row('forbidden', { guest: 'unauthorized', member: 'ok', owner: 'ok' }),
  'no guests': row('ok', { guest: 'unauthorized' }),
  // Owner is who was called, and may come with another device.
  'direct call': row('not-found', { owner: 'ok' }),
  'code for two': row('not-found'),
  inside: row(inside),
});

/** Of requests for those who are in a room. */
const within = (inside: Outcome): Record<Place, Row> => ({
  'members only': row('not-joined'),
  'no guests': row('not-joined'),
  'direct call': row('not-joined'),
  'code for two': row('not-joined'),
  inside: row(inside),
});

/**
 * Who may ask what, and with what success. A request of the contract that is not in here does not compile,
 * and fails. In a room all are alike: neither who keeps it nor an operator has a say in what another one sends.
 */
const MATRIX: Record<RequestName, Record<Place, Row>> = {
  'room:preview': entering('ok'),
  'room:prepare': entering('conflict'),
  'room:join': entering('conflict'),
  // As the owner's peer, with a token that is not theirs.
  'room:resume': {
    'members only': row('unauthorized'),
    'no guests': row('unauthorized'),
    'direct call': row('unauthorized'),
    'code for two': row('unauthorized'),
    inside: row('conflict'),
  },
  'room:leave': within('ok'),
  'peer:setName': within('ok'),
  'hand:set': within('ok'),
  'reaction:send': within('ok'),
  'chat:send': within('ok'),
  'chat:history': within('ok'),
  'chat:setWriting': within('ok'),
  'file:offer': within('ok'),
  'media:open': within('ok'),
  // They were connected by joining.
  'media:connect': within('conflict'),
  'media:publish': within('ok'),
  // What the owner sends.
  'media:setPaused': within('forbidden'),
  'media:setResting': within('forbidden'),
  'media:unpublish': within('forbidden'),
  'media:want': within('ok'),
  // What the other one gets: passed over, as if there were no such consumer.
  'media:resume': within('ok'),
  'media:restartIce': within('ok'),
  'direct:setAllowed': within('ok'),
  // In the name of the two who were paired before.
  'direct:tell': within('not-found'),
  'health:reportJoin': within('ok'),
  'health:report': within('ok'),
};

const NAMES = Object.keys(requests) as RequestName[];

test('every request has a row, and nothing else has', () => {
  expect(Object.keys(MATRIX).sort()).toEqual([...NAMES].sort());
});

test.each(PLACES)('who may ask what: %s', async (place) => {
  const keepers = await startPlaces(place);
  const scene = await prepareScene(keepers, place);
  const outcomes: Record<string, Partial<Row>> = {};
  for (const name of NAMES) {
    outcomes[name] = {};
    for (const role of ROLES) {
      const asker = await keepers.connect(role === 'guest' ? undefined : role);
      const peerId = place === 'inside' ? await enter(asker, role, scene) : undefined;
      const heard = await heardBy(scene);
      const answer = await asker.raw(name, scene.requests()[name]);
      outcomes[name][role] = answer.ok ? 'ok' : (answer.error.code as Outcome);
      if (!answer.ok) {
        expect(await heardBy(scene), `${name} from ${role} is not noticed`).toEqual(heard);
        expect(JSON.stringify(answer), `${name} tells ${role} nothing`).not.toContain(
          scene.owner.peerId,
        );
      }
      const joinedAs = answer.ok && name === 'room:join' ? peerIdIn(answer.data) : peerId;
      if (joinedAs === undefined) asker.close();
      else await leave(asker, joinedAs, scene);
    }
  }
  expect(outcomes).toEqual(Object.fromEntries(NAMES.map((name) => [name, MATRIX[name][place]])));
});

async function enter(asker: TestClient, role: Role, { room, owner }: Scene): Promise<string> {
  const { peerId } = await asker.join(room, role);
  // Who they are is shown soon after; it would look like news of what they ask.
  const isThis = (news: { peerId: string; account?: unknown }) =>
    news.peerId === peerId && !!news.account;
  if (role !== 'guest') await owner.hears('peer:changed', isThis);
  return peerId;
}

/** How much the two have been told, all that was sent so far included. */
async function heardBy({ owner, other }: Scene): Promise<number[]> {
  const counts = [];
  for (const one of [owner, other]) {
    await one.request('chat:history', { before: 1 });
    counts.push(one.heard.length);
  }
  return counts;
}

function peerIdIn(data: unknown): string {
  return (data as { peerId: string }).peerId;
}
