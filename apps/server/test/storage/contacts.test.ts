import { expect, test } from 'vitest';
import type { Storage } from '../../src/storage/Storage.ts';
import { describeEachDatabase, open } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const [ADA, BOB, CY] = ['ada', 'bob', 'cy'].map(accountIdOf) as [string, string, string];

async function threePeople(storage: Storage): Promise<Storage['contacts']> {
  for (const name of ['ada', 'bob', 'cy']) await storage.accounts.create(newAccount(name));
  return storage.contacts;
}

/** Somebody's relations in short. */
async function relations(contacts: Storage['contacts'], accountId: string) {
  const found = await contacts.relationsOf(accountId);
  const names = (people: { name: string }[]) => people.map(({ name }) => name).join();
  return {
    contacts: names(found.contacts),
    requests: found.requests.map(
      ({ direction, person, askedAt }) => `${direction} ${person.name} ${askedAt}`,
    ),
    blocked: names(found.blocked),
    blockedBy: found.blockedBy.join(),
  };
}

const nothing = { contacts: '', requests: [], blocked: '', blockedBy: '' };

describeEachDatabase('contacts', (database) => {
  test('are counted for each side', async () => {
    const contacts = await threePeople(await open(await database.place()));
    await contacts.connect(ADA, BOB, 5);
    await contacts.connect(ADA, CY, 6);
    await contacts.connect(CY, ADA, 7);
    const counts = [ADA, BOB, CY, 'account-nobody'].map((id) => contacts.countContacts(id));
    expect(await Promise.all(counts)).toEqual([2, 1, 1, 0]);
  });

  test('a request is seen from both sides, and asked again it is the same one', async () => {
    const contacts = await threePeople(await open(await database.place()));
    await contacts.keepRequest(ADA, BOB, 5);
    await contacts.keepRequest(CY, BOB, 6);
    expect(await relations(contacts, ADA)).toEqual({ ...nothing, requests: ['sent bob 5'] });
    expect(await relations(contacts, BOB)).toEqual({
      ...nothing,
      requests: ['received ada 5', 'received cy 6'],
    });
    await contacts.keepRequest(ADA, BOB, 7);
    expect(await relations(contacts, ADA)).toEqual({ ...nothing, requests: ['sent bob 7'] });
  });

  test('one that was declined is gone for the one and open for the other', async () => {
    const contacts = await threePeople(await open(await database.place()));
    await contacts.keepRequest(ADA, BOB, 5);
    await contacts.moveRequest(ADA, BOB, { from: ['open'], to: 'declined' });
    expect(await relations(contacts, BOB)).toEqual(nothing);
    expect(await relations(contacts, ADA)).toEqual({ ...nothing, requests: ['sent bob 5'] });
    // Nothing to move: it is not open any more.
    await contacts.moveRequest(ADA, BOB, { from: ['open'], to: 'withdrawn' });
    expect((await relations(contacts, ADA)).requests).toEqual(['sent bob 5']);
    await contacts.moveRequest(ADA, BOB, { from: ['open', 'declined'], to: 'withdrawn' });
    expect(await relations(contacts, ADA)).toEqual(nothing);
  });

  test('what has to be known to judge a request', async () => {
    const contacts = await threePeople(await open(await database.place()));
    expect(await contacts.askFacts(ADA, BOB, 0)).toEqual({
      own: undefined,
      theirs: undefined,
      openCount: 0,
      recentCount: 0,
    });
    await contacts.keepRequest(ADA, BOB, 5);
    await contacts.keepRequest(ADA, CY, 9);
    await contacts.moveRequest(ADA, CY, { from: ['open'], to: 'withdrawn' });
    await contacts.keepRequest(BOB, ADA, 6);
    await contacts.moveRequest(BOB, ADA, { from: ['open'], to: 'declined' });
    expect(await contacts.askFacts(ADA, BOB, 9)).toEqual({
      own: { askedAt: 5, state: 'open' },
      theirs: { askedAt: 6, state: 'declined' },
      openCount: 1,
      recentCount: 1,
    });
    expect(await contacts.askFacts(BOB, ADA, 0)).toMatchObject({ openCount: 1, recentCount: 1 });
  });

  test('two are contacts of each other, once, and no request is left', async () => {
    const contacts = await threePeople(await open(await database.place()));
    await contacts.keepRequest(ADA, BOB, 5);
    await contacts.keepRequest(BOB, ADA, 6);
    await Promise.all([contacts.connect(BOB, ADA, 7), contacts.connect(ADA, BOB, 7)]);
    expect(await relations(contacts, ADA)).toEqual({ ...nothing, contacts: 'bob' });
    expect(await relations(contacts, BOB)).toEqual({ ...nothing, contacts: 'ada' });
    await contacts.connect(CY, ADA, 8);
    expect((await relations(contacts, ADA)).contacts).toBe('bob,cy');
    await Promise.all([contacts.disconnect(BOB, ADA), contacts.disconnect(ADA, BOB)]);
    expect(await relations(contacts, ADA)).toEqual({ ...nothing, contacts: 'cy' });
    expect(await relations(contacts, BOB)).toEqual(nothing);
  });

  test('a block ends all there was, and the one who is blocked sees a request that is still open', async () => {
    const contacts = await threePeople(await open(await database.place()));
    await contacts.connect(ADA, BOB, 5);
    await contacts.keepRequest(CY, ADA, 6);
    await contacts.keepRequest(ADA, CY, 7);
    await contacts.block(ADA, BOB, 8);
    await contacts.block(ADA, CY, 8);
    await contacts.block(ADA, CY, 9);
    expect(await relations(contacts, ADA)).toEqual({ ...nothing, blocked: 'bob,cy' });
    expect(await relations(contacts, BOB)).toEqual({ ...nothing, blockedBy: ADA });
    expect(await relations(contacts, CY)).toEqual({
      ...nothing,
      requests: ['sent ada 6'],
      blockedBy: ADA,
    });
    await contacts.unblock(ADA, BOB);
    await contacts.unblock(ADA, BOB);
    expect(await relations(contacts, ADA)).toEqual({ ...nothing, blocked: 'cy' });
    expect(await relations(contacts, BOB)).toEqual(nothing);
  });
});
