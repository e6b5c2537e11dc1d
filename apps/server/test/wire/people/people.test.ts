import { setTimeout as pause } from 'node:timers/promises';
import { LIMITS } from '@parley/protocol/limits';
import { beforeEach, describe, expect, test } from 'vitest';
import { ASKS_PER } from '../../../src/people/rules/judgeAsk.ts';
import { GONE_AFTER_MS, IDLE_AFTER_MS } from '../../../src/people/rules/presence.ts';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';

const ADA = { accountId: accountIdOf('ada') };
const BOB = { accountId: accountIdOf('bob') };

let people: PeopleServer;

beforeEach(async () => {
  people = await PeopleServer.start();
});

/** Ada and Bob, who are contacts. */
async function contacts(): Promise<{ ada: PersonClient; bob: PersonClient }> {
  for (const name of ['ada', 'bob']) await people.account(name);
  await people.befriend('ada', 'bob');
  const ada = await people.open('ada');
  const bob = await people.open('bob');
  await ada.hears('person:changed');
  ada.heard.length = 0;
  return { ada, bob };
}

/** What a tab has heard of others, in short. */
async function news(client: PersonClient): Promise<string[]> {
  await client.settle();
  return client.heard.map(({ name, data }) => {
    if ('person' in data) {
      const how = 'status' in data.person ? ` ${data.person.status}` : '';
      return `${name} ${data.person.name}${how}`;
    }
    if ('request' in data) return `${name} ${data.request.direction} ${data.request.person.name}`;
    if ('accountId' in data) return `${name} ${data.accountId.replace('account-', '')}`;
    return name;
  });
}

describe('contacts', () => {
  test('[D2] become so by a request and its acceptance, in all tabs of both', async () => {
    const ada = await people.join('ada');
    const adaToo = await people.open('ada');
    const bob = await people.join('bob');
    await ada.request('contact:request', BOB);
    expect(await news(ada)).toEqual(['contact:requested sent bob']);
    expect(await news(adaToo)).toEqual(['contact:requested sent bob']);
    expect(await news(bob)).toEqual(['contact:requested received ada']);
    await bob.request('contact:accept', ADA);
    expect(await news(bob)).toEqual([
      'contact:requested received ada',
      'contact:requestEnded ada',
      'contact:added ada available',
    ]);
    for (const tab of [ada, adaToo]) {
      expect(await news(tab)).toEqual([
        'contact:requested sent bob',
        'contact:requestEnded bob',
        'contact:added bob available',
      ]);
    }
    expect((await bob.hello()).contacts).toMatchObject([{ name: 'ada', status: 'available' }]);
  });

  test('[D2] who asks somebody that has asked them agrees', async () => {
    const ada = await people.join('ada');
    const bob = await people.join('bob');
    await Promise.all([ada.request('contact:request', BOB), bob.request('contact:request', ADA)]);
    expect((await ada.hello()).contacts).toMatchObject([{ name: 'bob' }]);
    expect(await ada.hello()).toMatchObject({ requests: [] });
    expect((await bob.hello()).contacts).toMatchObject([{ name: 'ada' }]);
  });

  test('[D3] a declined request stays as it is for the one who asked, and does not come again', async () => {
    const ada = await people.join('ada');
    const bob = await people.join('bob');
    await ada.request('contact:request', BOB);
    await bob.request('contact:decline', ADA);
    expect(await news(bob)).toEqual(['contact:requested received ada', 'contact:requestEnded ada']);
    expect(await news(ada)).toEqual(['contact:requested sent bob']);
    await ada.request('contact:request', BOB);
    await ada.request('contact:withdraw', BOB);
    await expect(ada.request('contact:request', BOB)).rejects.toMatchObject({ code: 'rate-limited' });
    expect(await news(bob)).toHaveLength(2);
  });

  test('[D3] that is taken back is answered too late', async () => {
    const ada = await people.join('ada');
    const bob = await people.join('bob');
    await ada.request('contact:request', BOB);
    await ada.request('contact:withdraw', BOB);
    await expect(bob.request('contact:accept', ADA)).rejects.toMatchObject({ code: 'not-found' });
    expect(await news(bob)).toEqual(['contact:requested received ada', 'contact:requestEnded ada']);
  });

  test('[A5] all of it can be asked for twice', async () => {
    const { ada, bob } = await contacts();
    for (const name of ['contact:request', 'contact:accept'] as const) await ada.request(name, BOB);
    expect(await news(bob)).toEqual([]);
    for (let i = 0; i < 2; i += 1) await ada.request('contact:remove', BOB);
    expect(await news(bob)).toEqual(['contact:removed ada']);
    expect(await news(ada)).toEqual(['contact:removed bob']);
  });
});

describe('limits', () => {
  test('[D3] hold for requests that are sent all at once, too', async () => {
    people = await PeopleServer.start({
      wrapStorage: (storage) => ({
        ...storage,
        contacts: {
          ...storage.contacts,
          // As a database on another machine takes: others can count meanwhile.
          keepRequest: async (...request) => {
            await pause(5);
            await storage.contacts.keepRequest(...request);
          },
        },
      }),
    });
    await people.account('ada');
    const names = Array.from({ length: 40 }, (_, index) => `one${index}`);
    for (const name of names) await people.account(name);
    // From several tabs: one alone may not ask so much at once.
    const tabs = await Promise.all(Array.from({ length: 4 }, () => people.open('ada')));
    const answers = await Promise.allSettled(
      names.map((name, index) =>
        tabs[index % tabs.length]?.request('contact:request', { accountId: accountIdOf(name) }),
      ),
    );
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toHaveLength(names.length - ASKS_PER.count);
    for (const reason of refused) {
      expect(reason).toMatchObject({ code: 'rate-limited', details: { retryInMs: ASKS_PER.ms } });
    }
    const again = await people.open('ada');
    expect((await again.hello()).requests).toHaveLength(ASKS_PER.count);
  });

  test('[D2] of contacts hold for both, and for answers that are sent all at once', async () => {
    const counts = new Map<string, number>();
    people = await PeopleServer.start({
      wrapStorage: (storage) => ({
        ...storage,
        contacts: {
          ...storage.contacts,
          countContacts: async (accountId) =>
            (counts.get(accountId) ?? 0) + (await storage.contacts.countContacts(accountId)),
        },
      }),
    });
    const ada = await people.join('ada');
    const bob = await people.join('bob');
    const cyd = await people.join('cyd');
    const CYD = { accountId: accountIdOf('cyd') };
    await bob.request('contact:request', ADA);
    await cyd.request('contact:request', ADA);
    counts.set(BOB.accountId, LIMITS.contacts);
    const full = { code: 'full', details: { maxContacts: LIMITS.contacts } };
    await expect(ada.request('contact:accept', BOB)).rejects.toMatchObject(full);
    counts.clear();
    counts.set(ADA.accountId, LIMITS.contacts - 1);
    const answers = await Promise.allSettled([
      ada.request('contact:accept', BOB),
      ada.request('contact:accept', CYD),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await ada.hello()).contacts).toHaveLength(1);
  });
});

describe('presence', () => {
  test('[D5] somebody comes, does nothing for long, comes back to it, and goes', async () => {
    const { ada, bob } = await contacts();
    people.timers.advance(IDLE_AFTER_MS - 1);
    await ada.request('activity:tell', {});
    expect(await news(ada)).toEqual([]);
    people.timers.advance(1);
    expect(await news(ada)).toEqual(['person:changed bob away']);
    await bob.request('activity:tell', {});
    bob.close();
    await people.settled();
    people.timers.advance(GONE_AFTER_MS);
    await ada.hears('person:changed', ({ person }) => person.status === 'offline');
    expect(await news(ada)).toEqual([
      'person:changed bob away',
      'person:changed bob available',
      'person:changed bob offline',
    ]);
    await people.open('bob');
    expect((await news(ada)).at(-1)).toBe('person:changed bob available');
  });

  test('[D5] a page that is loaded again, or one tab of two, is nobody going', async () => {
    const { ada, bob } = await contacts();
    const tab = await people.open('bob');
    bob.close();
    tab.close();
    await people.settled();
    people.timers.advance(GONE_AFTER_MS - 1);
    await people.open('bob');
    people.timers.advance(GONE_AFTER_MS);
    expect(await news(ada)).toEqual([]);
  });

  test('[D5] is what somebody says of themself, in all their tabs and for all who may see it', async () => {
    const { ada, bob } = await contacts();
    const tab = await people.open('bob');
    await bob.request('status:set', { status: 'do-not-disturb' });
    await bob.request('status:set', { status: 'do-not-disturb' });
    expect(await news(tab)).toEqual(['me:changed']);
    expect(tab.of('me:changed')[0]?.me).toMatchObject({ chosenStatus: 'do-not-disturb' });
    expect(await news(ada)).toEqual(['person:changed bob do-not-disturb']);
  });

  test('[D6] when somebody was last seen is told if they let it be known', async () => {
    const { ada, bob } = await contacts();
    await bob.request('visibility:set', { visibility: 'everyone', showsLastSeen: true });
    people.timers.advance(60_000);
    const leftAt = people.now;
    bob.close();
    await people.settled();
    people.timers.advance(GONE_AFTER_MS);
    const { person } = await ada.hears('person:changed');
    expect(person).toMatchObject({ status: 'offline', lastSeenAt: leftAt });
    const again = await people.open('bob');
    await again.request('visibility:set', { visibility: 'everyone', showsLastSeen: false });
    again.close();
    await people.settled();
    people.timers.advance(GONE_AFTER_MS);
    await ada.hears(
      'person:changed',
      ({ person: seen }) => seen.lastSeenAt === null && seen.status === 'offline',
    );
  });

  test('of somebody who is on the screen is told for as long as they are', async () => {
    const ada = await people.join('ada');
    const bob = await people.join('bob');
    expect(await ada.request('people:watch', { accountIds: [BOB.accountId, 'nobody-here'] })).toEqual({
      people: [expect.objectContaining({ name: 'bob', status: 'available' })],
    });
    await bob.request('status:set', { status: 'away' });
    expect(await news(ada)).toEqual(['person:changed bob away']);
    await ada.request('people:watch', { accountIds: [] });
    await bob.request('status:set', { status: 'available' });
    expect(await news(ada)).toHaveLength(1);
  });
});

describe('hiding', () => {
  test('[D4] looks like going, to contacts and on the screens of others', async () => {
    const { ada, bob } = await contacts();
    const cyd = await people.join('cyd');
    await cyd.request('people:watch', { accountIds: [BOB.accountId] });
    await bob.request('visibility:set', { visibility: 'nobody', showsLastSeen: true });
    const hiddenAt = people.now;
    expect(await news(ada)).toEqual(['person:changed bob offline']);
    expect(ada.of('person:changed')[0]?.person.lastSeenAt).toBe(hiddenAt);
    expect(await news(cyd)).toEqual(['person:hidden bob']);
    expect(await cyd.request('people:search', { query: 'bob' })).toEqual({ people: [], cursor: null });
    // What they do now is noticed by nobody, not even that something happens.
    people.timers.advance(IDLE_AFTER_MS);
    await ada.request('activity:tell', {});
    await bob.request('activity:tell', {});
    for (const status of ['away', 'do-not-disturb'] as const)
      await bob.request('status:set', { status });
    bob.close();
    await people.settled();
    people.timers.advance(GONE_AFTER_MS);
    const again = await people.open('bob');
    for (const tab of [ada, cyd]) {
      expect((await news(tab)).filter((one) => one.includes('bob'))).toHaveLength(1);
    }
    const [seen] = (await ada.hello()).contacts;
    expect(seen).toMatchObject({ status: 'offline', lastSeenAt: hiddenAt });
    // Until they show themself again, which holds at once.
    await again.request('visibility:set', { visibility: 'everyone', showsLastSeen: true });
    expect((await news(ada)).at(-1)).toBe('person:changed bob do-not-disturb');
    expect((await news(cyd)).at(-1)).toBe('person:changed bob do-not-disturb');
  });

  test('[D4] from all but contacts leaves the contacts as they are', async () => {
    const { ada, bob } = await contacts();
    const cyd = await people.join('cyd');
    await cyd.request('people:watch', { accountIds: [BOB.accountId] });
    await bob.request('visibility:set', { visibility: 'contacts', showsLastSeen: false });
    expect(await news(ada)).toEqual([]);
    expect(await news(cyd)).toEqual(['person:hidden bob']);
    await expect(cyd.request('contact:request', BOB)).rejects.toMatchObject({ code: 'not-found' });
    // Who asks shows themself by it, and no more than their name.
    await bob.request('contact:request', { accountId: accountIdOf('cyd') });
    expect((await news(cyd)).slice(1)).toEqual(['contact:requested received bob']);
    expect(await cyd.request('people:watch', { accountIds: [BOB.accountId] })).toEqual({ people: [] });
  });
});

describe('blocking', () => {
  test('[D7] ends all there is, and looks like being removed by somebody who hides', async () => {
    const { ada, bob } = await contacts();
    await bob.request('people:watch', { accountIds: [ADA.accountId] });
    await ada.request('person:block', BOB);
    expect(await news(ada)).toEqual(['contact:removed bob', 'person:blocked bob']);
    expect(await news(bob)).toEqual(['contact:removed ada', 'person:hidden ada']);
    await ada.request('status:set', { status: 'away' });
    expect(await news(bob)).toHaveLength(2);
    expect(await bob.request('people:search', { query: 'ada' })).toEqual({ people: [], cursor: null });
    expect(await bob.hello()).toMatchObject({ contacts: [], requests: [], blocked: [] });
    expect(await ada.request('people:search', { query: 'bob' })).toEqual({ people: [], cursor: null });
  });

  test('[D7] leaves a request of the one who is blocked as it was, for that one', async () => {
    const ada = await people.join('ada');
    const bob = await people.join('bob');
    await bob.request('contact:request', ADA);
    await ada.request('person:block', BOB);
    expect(await news(bob)).toEqual(['contact:requested sent ada']);
    expect(await news(ada)).toEqual([
      'contact:requested received bob',
      'contact:requestEnded bob',
      'person:blocked bob',
    ]);
  });

  test('[D7] that is undone gives back no contact, and lets them find each other', async () => {
    const { ada, bob } = await contacts();
    await ada.request('person:block', BOB);
    await bob.request('people:watch', { accountIds: [ADA.accountId] });
    await ada.request('person:unblock', BOB);
    expect((await news(ada)).at(-1)).toBe('person:unblocked bob');
    expect((await news(bob)).at(-1)).toBe('person:changed ada available');
    expect(await bob.hello()).toMatchObject({ contacts: [] });
    await bob.request('contact:request', ADA);
    expect((await news(ada)).at(-1)).toBe('contact:requested received bob');
  });
});

test('[D1] the database is asked as often for somebody who hides, blocks or is not there', async () => {
  const asked: string[] = [];
  people = await PeopleServer.start({
    wrapStorage: (storage) => ({
      ...storage,
      people: recorded(storage.people, asked),
      contacts: recorded(storage.contacts, asked),
    }),
  });
  const ada = await people.join('ada');
  const hidden = await people.join('hidden');
  await hidden.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
  const blocker = await people.join('blocker');
  await blocker.request('person:block', ADA);
  const traces = [];
  for (const name of ['hidden', 'blocker', 'nobody-at-all']) {
    asked.length = 0;
    const about = { accountId: accountIdOf(name) };
    for (const request of ['contact:request', 'contact:accept', 'person:block'] as const) {
      await expect(ada.request(request, about)).rejects.toMatchObject({ code: 'not-found' });
    }
    await ada.request('people:watch', { accountIds: [about.accountId] });
    await ada.request('people:search', { query: name });
    traces.push(asked.join());
  }
  expect(new Set(traces).size, traces.join('\n')).toBe(1);
  expect(traces[0]).toContain('find');
});

test('[D1] the database is asked as often for somebody who is here as for one who is not', async () => {
  const asked: string[] = [];
  people = await PeopleServer.start({
    wrapStorage: (storage) => ({
      ...storage,
      people: recorded(storage.people, asked),
      contacts: recorded(storage.contacts, asked),
    }),
  });
  const ada = await people.join('ada');
  for (const name of ['hidden', 'blocker']) {
    const here = await people.join(`${name}-here`);
    const gone = await people.join(`${name}-gone`);
    for (const tab of [here, gone]) {
      if (name === 'blocker') await tab.request('person:block', ADA);
      else await tab.request('visibility:set', { visibility: 'nobody', showsLastSeen: false });
    }
    gone.close();
  }
  await people.settled();
  people.timers.advance(GONE_AFTER_MS);
  const requests = ['contact:withdraw', 'contact:decline', 'contact:remove', 'person:unblock'] as const;
  for (const request of requests) {
    const traces = [];
    for (const name of ['hidden-here', 'hidden-gone', 'blocker-here', 'blocker-gone', 'nobody-at-all']) {
      asked.length = 0;
      await ada.request(request, { accountId: accountIdOf(name) });
      traces.push(asked.join());
    }
    expect(new Set(traces).size, `${request}\n${traces.join('\n')}`).toBe(1);
    expect(traces[0]).toContain('relationsOf,relationsOf');
  }
});

function recorded<Repository extends object>(repository: Repository, asked: string[]): Repository {
  return Object.fromEntries(
    Object.entries(repository).map(([name, request]) => [
      name,
      (...given: unknown[]) => {
        asked.push(name);
        return request(...given);
      },
    ]),
  ) as Repository;
}
