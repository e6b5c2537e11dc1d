import { expect, test } from 'vitest';
import type { NewFile } from '../../src/storage/FileRepository.ts';
import { describeEachDatabase, open } from './support/databases.ts';
import { accountIdOf, newAccount } from './support/newAccount.ts';

const ADA = accountIdOf('ada');

const file = (fileId: string, more: Partial<NewFile> = {}): NewFile => ({
  fileId,
  size: 3_000_000_000,
  createdAt: 1,
  expiresAt: 100,
  keptUntil: null,
  accountId: null,
  room: 'garden',
  name: 'plan of the garden.png',
  mediaType: 'image/png',
  ...more,
});

describeEachDatabase('files', (database) => {
  test('are found until they expire, and are whole once', async () => {
    const { files } = await open(await database.place());
    await files.add(file('one'));
    expect(await files.find('one', 99)).toEqual({ ...file('one'), isWhole: false });
    expect(await files.find('one', 100)).toBeUndefined();
    expect(await files.find('another', 1)).toBeUndefined();
    expect(await files.whole()).toEqual([]);
    expect(await files.complete('one', 100, 200)).toBe(false);
    expect(await files.complete('one', 99, 200)).toBe(true);
    expect(await files.complete('one', 99, 300)).toBe(false);
    expect(await files.complete('another', 99, 300)).toBe(false);
    expect(await files.find('one', 199)).toEqual({ ...file('one'), expiresAt: 200, isWhole: true });
    expect(await files.whole()).toEqual(['one']);
    expect(await files.removeExpired(199)).toBe(200);
    expect(await files.known(['one', 'another'])).toEqual(['one']);
    expect(await files.removeExpired(200)).toBeUndefined();
    expect(await files.known(['one', 'another'])).toEqual([]);
    expect(await files.known([])).toEqual([]);
  });

  test('are counted by who brought them, beyond what fits into 32 bits', async () => {
    const { files, accounts } = await open(await database.place());
    expect(await files.usage(null)).toEqual({ all: 0, own: 0 });
    await accounts.create(newAccount('ada'));
    await files.add(file('hers', { accountId: ADA, room: null, name: null, mediaType: null }));
    await files.add(file('a-guest’s'));
    await files.add(file('another-guest’s', { size: 1 }));
    expect(await files.usage(ADA)).toEqual({ all: 6_000_000_001, own: 3_000_000_000 });
    expect(await files.usage(null)).toEqual({ all: 6_000_000_001, own: 3_000_000_001 });
    expect(await files.usage('nobody')).toEqual({ all: 6_000_000_001, own: 0 });
    await files.remove(['a-guest’s', 'nothing']);
    await files.remove([]);
    expect(await files.usage(null)).toEqual({ all: 3_000_000_001, own: 1 });
  });

  test('are told to who brought them, once they are whole and until they expire', async () => {
    const { files, accounts } = await open(await database.place());
    await accounts.create(newAccount('ada'));
    const { keptUntil: _, accountId: __, ...hers } = file('hers', { createdAt: 2, expiresAt: 200 });
    const sealed = { ...hers, fileId: 'sealed', createdAt: 3, room: null, name: null, mediaType: null };
    for (const one of [sealed, hers]) await files.add({ ...file('', { accountId: ADA }), ...one });
    await files.add(file('on-its-way', { accountId: ADA }));
    await files.add(file('a-guest’s'));
    expect(await files.of(ADA, 99)).toEqual([]);
    for (const { fileId } of [hers, sealed]) await files.complete(fileId, 99, 200);
    await files.complete('a-guest’s', 99, 200);
    expect(await files.of(ADA, 199)).toEqual([hers, sealed]);
    expect(await files.of(ADA, 200)).toEqual([]);
  });

  test('are gone with the account, and with the room', async () => {
    const { files, accounts, keptRooms, callCodes } = await open(await database.place());
    await accounts.create(newAccount('ada'));
    await keptRooms.create(
      {
        room: 'garden',
        ownerId: ADA,
        title: 'Garden',
        access: 'link',
        isDirectAllowed: true,
        isPersonal: false,
        createdAt: 1,
      },
      1,
    );
    await callCodes.add('482-193', 5);
    await files.add(file('in-her-room'));
    await files.add(file('elsewhere', { room: 'street' }));
    await files.add(file('by-code', { room: '482-193' }));
    await files.add(file('hers', { accountId: ADA, room: 'street' }));
    const left = () => files.known(['in-her-room', 'elsewhere', 'by-code', 'hers']);
    await keptRooms.remove('garden');
    expect((await left()).sort()).toEqual(['by-code', 'elsewhere', 'hers']);
    expect(await callCodes.removeExpired(5, () => false)).toEqual(['482-193']);
    expect((await left()).sort()).toEqual(['elsewhere', 'hers']);
    await accounts.remove(ADA);
    expect(await left()).toEqual(['elsewhere']);
  });
});
