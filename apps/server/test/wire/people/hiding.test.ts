import { beforeEach, describe, expect, test } from 'vitest';
import { GONE_AFTER_MS, IDLE_AFTER_MS } from '../../../src/people/rules/presence.ts';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { ADA, BOB, contacts } from '../support/people/adaAndBob.ts';
import { news } from '../support/people/news.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';

let people: PeopleServer;

beforeEach(async () => {
  people = await PeopleServer.start();
});

describe('hiding', () => {
  test('[D4] looks like going, to contacts and on the screens of others', async () => {
    const { ada, bob } = await contacts(people);
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
    const { ada, bob } = await contacts(people);
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
    const { ada, bob } = await contacts(people);
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
    const { ada, bob } = await contacts(people);
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
