import { setTimeout as pause } from 'node:timers/promises';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { beforeEach, describe, expect, test } from 'vitest';
import { ASKS_PER } from '../../../src/people/rules/judgeAsk.ts';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { ADA, BOB, contacts } from '../support/people/adaAndBob.ts';
import { news } from '../support/people/news.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import { withOther } from '../support/withOther.ts';

let people: PeopleServer;

beforeEach(async () => {
  people = await PeopleServer.start();
});

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
    const { ada, bob } = await contacts(people);
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
      wrapStorage: withOther('contacts', (real) => ({
        // As a database on another machine takes: others can count meanwhile.
        keepRequest: async (...request) => {
          await pause(5);
          await real.keepRequest(...request);
        },
      })),
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
      wrapStorage: withOther('contacts', (real) => ({
        countContacts: async (accountId) =>
          (counts.get(accountId) ?? 0) + (await real.countContacts(accountId)),
      })),
    });
    const ada = await people.join('ada');
    const bob = await people.join('bob');
    const cyd = await people.join('cyd');
    const CYD = { accountId: accountIdOf('cyd') };
    await bob.request('contact:request', ADA);
    await cyd.request('contact:request', ADA);
    counts.set(BOB.accountId, PEOPLE_LIMITS.contacts);
    const full = { code: 'full', details: { maxContacts: PEOPLE_LIMITS.contacts } };
    await expect(ada.request('contact:accept', BOB)).rejects.toMatchObject(full);
    counts.clear();
    counts.set(ADA.accountId, PEOPLE_LIMITS.contacts - 1);
    const answers = await Promise.allSettled([
      ada.request('contact:accept', BOB),
      ada.request('contact:accept', CYD),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await ada.hello()).contacts).toHaveLength(1);
  });
});
