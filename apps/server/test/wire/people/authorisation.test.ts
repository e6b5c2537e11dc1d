import { type PeopleRequestName, peopleRequests } from '@parley/protocol/people/peopleContract';
import { describe, expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';
import { OWN_DEVICE, requestsAbout, THEIR_DEVICE } from '../support/people/requestsAbout.ts';

/** How the one who asks stands to the one whom it is about. `owner` asks about themself. */
const ROLES = [
  'guest',
  'stranger',
  'asked',
  'contact',
  'blocked',
  'blocker',
  'hidden from',
  'suspended',
  'in the dark',
  'owner',
  'operator',
] as const;
type Role = (typeof ROLES)[number];

/** `shown`: the answer holds the one whom it is about, which is why it is about somebody at all. */
type Outcome = 'ok' | 'shown' | 'unauthorized' | 'not-found';

const row = (outcome: Outcome, others: Partial<Record<Role, Outcome>> = {}): Record<Role, Outcome> => ({
  ...(Object.fromEntries(ROLES.map((role) => [role, outcome])) as Record<Role, Outcome>),
  ...others,
  guest: 'unauthorized',
});

const found = row('ok', { stranger: 'shown', asked: 'shown', contact: 'shown', operator: 'shown' });
const knownAlone = row('not-found', { stranger: 'ok', asked: 'ok', contact: 'ok', operator: 'ok' });

/**
 * Who may ask what, and with what success. A request of the contract that is not in here does not
 * compile, and fails. An operator of the server is a person like any other.
 */
const MATRIX: Record<PeopleRequestName, Record<Role, Outcome>> = {
  'people:hello': row('ok', { contact: 'shown', asked: 'shown', blocker: 'shown' }),
  'people:search': found,
  'people:watch': found,
  'contact:request': knownAlone,
  'contact:withdraw': row('ok'),
  'contact:accept': row('not-found', { contact: 'ok', asked: 'ok' }),
  'contact:decline': row('ok'),
  'contact:remove': row('ok'),
  'person:block': { ...knownAlone, blocker: 'ok' },
  'person:unblock': row('ok'),
  'status:set': row('ok'),
  'visibility:set': row('ok'),
  'activity:tell': row('ok'),
  'device:open': row('ok'),
  'device:list': row('not-found', { contact: 'ok', owner: 'ok' }),
  'device:remove': row('ok'),
  'file:offer': row('not-found', { contact: 'ok' }),
  'message:send': row('not-found', { contact: 'ok' }),
  'message:fetch': row('ok'),
  'archive:put': row('ok'),
  'archive:find': row('ok'),
  // That nobody gets another one's: archives.test.ts.
  'archive:get': row('not-found'),
  'archive:remove': row('ok'),
  // Whoever may not connect, and whoever is not there, is answered alike; who may: channels.test.ts.
  'channel:allow': row('ok'),
  'channel:begin': row('ok'),
  'channel:tell': row('not-found'),
  'channel:end': row('ok'),
  'ring:hello': row('ok'),
  // Whoever may not ring hears it ring all the same.
  'ring:start': row('ok', { owner: 'not-found' }),
  'ring:cancel': row('ok'),
  // That nobody but the one who is called has a say in a ring: ringing.test.ts.
  'ring:accept': row('not-found'),
  'ring:decline': row('ok'),
  'missed:clear': row('ok'),
};

const NAMES = Object.keys(peopleRequests) as PeopleRequestName[];

/** What became of a request about `target`. */
function outcomeOf(answer: Awaited<ReturnType<PersonClient['raw']>>, target: string): string {
  if (!answer.ok) return answer.error.code;
  const { me: _oneself, ...others } = answer.data as { me?: unknown };
  return JSON.stringify(others).includes(`"${accountIdOf(target)}"`) ? 'shown' : 'ok';
}

/** Two people, new for each case: the one who asks, and the one whom it is about. */
async function prepare(people: PeopleServer, role: Role, name: string) {
  const asker = `${name}-asker`;
  await people.account(asker, { isOperator: role === 'operator' });
  if (role === 'owner' || role === 'in the dark') {
    const asking = await people.open(asker);
    await asking.request('device:open', OWN_DEVICE);
    return { asking, about: undefined, target: role === 'owner' ? asker : name };
  }
  await people.account(name);
  if (role === 'contact' || role === 'suspended') await people.befriend(asker, name);
  const asking = await people.open(asker);
  const about = await people.open(name);
  await asking.request('device:open', OWN_DEVICE);
  await about.request('device:open', THEIR_DEVICE);
  const aboutAsker = { accountId: accountIdOf(asker) };
  if (role === 'asked') await about.request('contact:request', aboutAsker);
  if (role === 'blocked') await about.request('person:block', aboutAsker);
  if (role === 'blocker') await asking.request('person:block', { accountId: accountIdOf(name) });
  if (role === 'hidden from') {
    await about.request('visibility:set', { visibility: 'nobody', showsLastSeen: true });
  }
  if (role === 'suspended') {
    await people.setSuspended(name, true);
    return { asking, about: undefined, target: name };
  }
  await about.settle();
  about.heard.length = 0;
  return { asking, about, target: name };
}

test('every request has a row, and nothing else has', () => {
  expect(Object.keys(MATRIX).sort()).toEqual([...NAMES].sort());
});

describe.each(NAMES)('%s', (name) => {
  test('from a guest without an account does not even get a socket', async () => {
    const people = await PeopleServer.start();
    expect(MATRIX[name].guest).toBe('unauthorized');
    for (const auth of [{}, { token: '' }, { token: 'x'.repeat(43) }, { token: 1 }]) {
      await expect(people.connect({ auth })).rejects.toMatchObject({ data: { code: 'unauthorized' } });
    }
  });

  test('from everybody else is answered as the matrix says, and noticed only when it is granted', async () => {
    const people = await PeopleServer.start();
    for (const [index, role] of ROLES.entries()) {
      if (role === 'guest') continue;
      const { asking, about, target } = await prepare(people, role, `one${index}`);
      const answer = await asking.raw(name, requestsAbout(target)[name]);
      expect(outcomeOf(answer, target), role).toBe(MATRIX[name][role]);
      if (answer.ok) continue;
      await about?.settle();
      expect(about?.heard ?? [], role).toEqual([]);
    }
  });

  test('is answered the same by being hidden, by blocking, by being suspended and by not being there', async () => {
    const people = await PeopleServer.start();
    const answers = [];
    for (const [index, role] of (
      ['hidden from', 'blocked', 'suspended', 'in the dark'] as const
    ).entries()) {
      const { asking, target } = await prepare(people, role, `one${index}`);
      const answer = await asking.raw(name, requestsAbout(target)[name]);
      answers.push(JSON.stringify(answer).replaceAll(new RegExp(`one${index}`, 'gi'), 'one'));
    }
    expect(new Set(answers).size, answers.join('\n')).toBe(1);
  });
});
