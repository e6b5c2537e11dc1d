import { beforeEach, describe, expect, test } from 'vitest';
import { GONE_AFTER_MS, IDLE_AFTER_MS } from '../../../src/people/rules/presence.ts';
import { BOB, contacts } from '../support/people/adaAndBob.ts';
import { news } from '../support/people/news.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';

let people: PeopleServer;

beforeEach(async () => {
  people = await PeopleServer.start();
});

describe('presence', () => {
  test('[D5] somebody comes, does nothing for long, comes back to it, and goes', async () => {
    const { ada, bob } = await contacts(people);
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
    const { ada, bob } = await contacts(people);
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
    const { ada, bob } = await contacts(people);
    const tab = await people.open('bob');
    await bob.request('status:set', { status: 'do-not-disturb' });
    await bob.request('status:set', { status: 'do-not-disturb' });
    expect(await news(tab)).toEqual(['me:changed']);
    expect(tab.of('me:changed')[0]?.me).toMatchObject({ chosenStatus: 'do-not-disturb' });
    expect(await news(ada)).toEqual(['person:changed bob do-not-disturb']);
  });

  test('[D6] when somebody was last seen is told if they let it be known', async () => {
    const { ada, bob } = await contacts(people);
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
