import { VISIBILITIES } from '@parley/protocol/people/person';
import { expect, test } from 'vitest';
import { mayFind } from '../../src/people/rules/relations.ts';
import { searchWords } from '../../src/people/rules/searchWords.ts';
import type { SearchPlace } from '../../src/storage/PeopleRepository.ts';
import type { Storage } from '../../src/storage/Storage.ts';
import { describeEachDatabase, open } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const VIEWER = accountIdOf('viewer');

/** A page of what the viewer finds, by display names. */
async function find(storage: Storage, query: string, after?: SearchPlace, limit = 50) {
  const { people, next } = await storage.people.search({
    viewerId: VIEWER,
    words: searchWords(query),
    after,
    limit,
  });
  return { names: people.map(({ displayName }) => displayName), next };
}

async function withPeople(storage: Storage, ...displayNames: string[]): Promise<void> {
  await storage.accounts.create(newAccount('viewer', 'Viewer'));
  for (const [index, displayName] of displayNames.entries()) {
    await storage.accounts.create(newAccount(`user${index}`, displayName));
  }
}

describeEachDatabase('the phone book', (database) => {
  test('has everybody from the beginning, with choices of their own', async () => {
    const storage = await open(await database.place());
    const { passwordHash: _, createdAt: __, isOperator: ___, ...ada } = newAccount('ada', 'Ada');
    await storage.accounts.create(newAccount('ada', 'Ada'));
    await storage.accounts.create(newAccount('bob', 'Bob'));
    const entry = {
      ...ada,
      pictureVersion: null,
      visibility: 'everyone',
      showsLastSeen: false,
      chosenStatus: 'available',
      lastSeenAt: null,
      isSuspended: false,
    };
    expect(await storage.people.find([ada.accountId, 'nobody-at-all'])).toEqual([entry]);
    expect(await storage.people.find([])).toEqual([]);
    const choices = {
      visibility: 'nobody',
      showsLastSeen: true,
      chosenStatus: 'do-not-disturb',
      lastSeenAt: 17,
    } as const;
    await storage.people.update(ada.accountId, choices);
    expect(await storage.people.find([ada.accountId])).toEqual([{ ...entry, ...choices }]);
    await storage.people.noteSeen([ada.accountId, accountIdOf('bob')], 18);
    await storage.people.noteSeen([], 19);
    const seen = await storage.people.find([ada.accountId, accountIdOf('bob')]);
    expect(seen.map(({ lastSeenAt }) => lastSeenAt)).toEqual([18, 18]);
  });

  test('finds by beginnings of words, in any order, whatever the case and the accents', async () => {
    const storage = await open(await database.place());
    await withPeople(storage, 'Zoë Müller', 'Émile Zola', '山田 太郎', '𐐀𐐁 Deseret', 'Ann-Marie Mül');
    expect(await find(storage, 'mul')).toMatchObject({ names: ['Ann-Marie Mül', 'Zoë Müller'] });
    expect(await find(storage, 'MÜLL zo')).toMatchObject({ names: ['Zoë Müller'] });
    expect(await find(storage, 'zo')).toMatchObject({ names: ['Émile Zola', 'Zoë Müller'] });
    expect(await find(storage, 'e')).toMatchObject({ names: ['Émile Zola'] });
    expect(await find(storage, '山')).toMatchObject({ names: ['山田 太郎'] });
    expect(await find(storage, '𐐀')).toMatchObject({ names: ['𐐀𐐁 Deseret'] });
    expect(await find(storage, 'user3')).toMatchObject({ names: ['𐐀𐐁 Deseret'] });
    // Not in the middle of a word, not as a pattern, and not oneself.
    for (const query of ['uller', 'viewer', 'mul nobody']) {
      expect(await find(storage, query), query).toMatchObject({ names: [] });
    }
  });

  test('follows a name that changes, and forgets who is gone', async () => {
    const storage = await open(await database.place());
    await withPeople(storage, 'Ada Byron', 'Bob');
    const ada = accountIdOf('user0');
    await storage.people.update(ada, { chosenStatus: 'away' });
    await storage.accounts.setDisplayName(ada, 'Ada Lovelace');
    expect(await find(storage, 'byron')).toMatchObject({ names: [] });
    expect(await find(storage, 'love')).toMatchObject({ names: ['Ada Lovelace'] });
    expect(await storage.people.find([ada])).toMatchObject([{ chosenStatus: 'away' }]);
    await storage.contacts.connect(ada, VIEWER, 1);
    await storage.contacts.keepRequest(ada, accountIdOf('user1'), 1);
    await storage.contacts.block(accountIdOf('user1'), ada, 1);
    await storage.accounts.remove(ada);
    expect(await find(storage, 'love')).toMatchObject({ names: [] });
    expect(await storage.people.find([ada])).toEqual([]);
    const nothing = { contacts: [], requests: [], blocked: [], blockedBy: [] };
    expect(await storage.contacts.relationsOf(VIEWER)).toEqual(nothing);
    expect(await storage.contacts.relationsOf(accountIdOf('user1'))).toEqual(nothing);
  });

  test('is read in pages, people of one name included, each once', async () => {
    const storage = await open(await database.place());
    await withPeople(storage, 'Max D', 'Max B', 'Max C', 'Max B', 'max a', 'Max B');
    const read: string[] = [];
    let after: SearchPlace | undefined;
    do {
      const page = await find(storage, 'max', after, 2);
      read.push(...page.names);
      after = page.next;
    } while (after);
    expect(read).toEqual(['max a', 'Max B', 'Max B', 'Max B', 'Max C', 'Max D']);
  });

  test('shows exactly those whom the rule lets the viewer find', async () => {
    const storage = await open(await database.place());
    await storage.accounts.create(newAccount('viewer'));
    const expected: string[] = [];
    let count = 0;
    for (const visibility of VISIBILITIES) {
      for (const isContact of [false, true]) {
        for (const block of ['none', 'by-viewer', 'by-them', 'suspended'] as const) {
          count += 1;
          const name = `somebody${String(count).padStart(2, '0')}`;
          const accountId = accountIdOf(name);
          await storage.accounts.create(newAccount(name));
          await storage.people.update(accountId, { visibility });
          if (block === 'by-viewer') await storage.contacts.block(VIEWER, accountId, 1);
          if (block === 'suspended') await storage.suspensions.add(accountId, 1);
          if (block === 'by-them') await storage.contacts.block(accountId, VIEWER, 1);
          // After the block, which would undo it: the search must not count on that.
          if (isContact) await storage.contacts.connect(VIEWER, accountId, 1);
          const standing = {
            visibility,
            isContact,
            isSelf: false,
            isBlocked: block !== 'none',
            isAskedByThem: false,
          };
          if (mayFind(standing)) expected.push(name);
        }
      }
    }
    expect(count).toBe(24);
    expect(expected).toHaveLength(4);
    expect((await find(storage, 'somebody')).names).toEqual(expected);
  });

  test('takes in who had an account before there was one', async () => {
    const place = await database.place();
    const before = await open(place);
    await withPeople(before, 'Ada Lovelace');
    await before.close();
    const people = ['person_words', 'people', 'contacts', 'contact_requests', 'blocks'];
    // What came after the phone book was not there either.
    const messages = [
      'envelopes',
      'direct_messages',
      'devices',
      'removed_devices',
      'archive_parts',
      'archives',
      'conversations',
    ];
    const rooms = ['room_visits', 'room_members', 'kept_rooms'];
    const calls = ['missed_calls', 'ring_rooms', 'call_codes'];
    const accounts = ['push_subscriptions', 'suspensions', 'account_mail', 'passkeys', 'identities'];
    await database.query(place, 'alter table chat_messages drop column file');
    for (const table of [...people, 'doors', 'files', ...messages, ...rooms, ...calls, ...accounts]) {
      await database.query(place, `drop table ${table}`);
    }
    await database.query(place, `delete from kysely_migration where name >= '0004_people'`);
    const storage = await open(place);
    expect(await find(storage, 'user0')).toMatchObject({ names: ['Ada Lovelace'] });
  });
});
