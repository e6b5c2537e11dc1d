import type { ArchivedMessage } from '@parley/protocol/people/archiveContent';
import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { describe, expect, it, test } from 'vitest';
import { fromBase64Url, toBase64Url } from '../../src/messages/crypto/bytes.ts';
import { memoryMessageStore } from '../../src/messages/memoryMessageStore.ts';
import { archivable, pack, unpack } from '../../src/messages/moving/archivedMessages.ts';
import { keepBrought } from '../../src/messages/moving/keepBrought.ts';
import { fromRecoveryWords, toRecoveryWords } from '../../src/messages/moving/recoveryWords.ts';
import { ARCHIVE_BYTES, openArchive, sealArchive } from '../../src/messages/moving/sealArchive.ts';
import { makeSecret, moveLink, secretIn } from '../../src/messages/moving/secret.ts';
import type { StoredMessage } from '../../src/messages/StoredMessage.ts';

const name = { accountId: 'account-of-ada', archiveId: 'archive-1' };

const archived: ArchivedMessage = {
  messageId: 'message-1',
  accountId: 'account-of-bob',
  isOwn: false,
  senderKey: 'k'.repeat(43),
  text: 'Öffentlichkeit',
  sentAt: 1,
  position: 1.5,
  mark: 'delivered',
};
const stored: StoredMessage = { ...archived, told: 'sent', problem: null };

describe('the words', () => {
  // The vectors of BIP-39.
  it.each([
    ['00'.repeat(16), `${'abandon '.repeat(11)}about`],
    ['7f'.repeat(16), 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
    ['ff'.repeat(16), `${'zoo '.repeat(11)}wrong`],
  ])('are those of the standard: %s', (hex, words) => {
    const secret = new Uint8Array(Buffer.from(hex, 'hex'));
    expect(toRecoveryWords(secret)).toEqual(words.split(' '));
    expect(fromRecoveryWords(words)).toEqual({ secret });
  });

  it('are taken as people type and paste them', () => {
    const secret = makeSecret();
    const words = toRecoveryWords(secret);
    const typed = [
      words.join(' ').toUpperCase(),
      `\n  ${words.join(',\t\n')}.  `,
      words.map((word, i) => `${i + 1}. ${word}`).join('\n'),
    ];
    for (const one of typed) expect(fromRecoveryWords(one)).toEqual({ secret });
  });

  it('say what is wrong with them', () => {
    const words = toRecoveryWords(new Uint8Array(16));
    const problemOf = (typed: string) => fromRecoveryWords(typed);
    expect(problemOf('')).toEqual({ problem: { kind: 'count', count: 0 } });
    expect(problemOf(words.slice(1).join(' '))).toEqual({ problem: { kind: 'count', count: 11 } });
    expect(problemOf(words.with(3, 'Abandom').join(' '))).toEqual({
      problem: { kind: 'unknown', word: 'abandom' },
    });
    expect(problemOf(words.with(11, 'abandon').join(' '))).toEqual({ problem: { kind: 'checksum' } });
    expect(problemOf(words.with(0, 'about').with(11, 'abandon').join(' '))).toEqual({
      problem: { kind: 'checksum' },
    });
  });
});

test('a link has the secret where no server sees it, and nothing else is taken for one', () => {
  const secret = makeSecret();
  const link = moveLink('https://meet.example.org', secret);
  expect(secretIn(link)).toEqual(secret);
  const { pathname, search, hash } = new URL(link);
  expect(pathname + search).toBe('/people');
  expect(secretIn(hash)).toEqual(secret);
  for (const other of ['', '#move=', '#move=abc', `#remove=${'A'.repeat(22)}`, `${hash}A`]) {
    expect(secretIn(other)).toBeUndefined();
  }
});

describe('an archive', () => {
  const packed = crypto.getRandomValues(new Uint8Array(60_000));

  it('opens with its secret and under its name alone, as a whole and in its order', async () => {
    const secret = makeSecret();
    const large = new Uint8Array(await new Blob([packed, packed, packed]).arrayBuffer());
    const bodies = await sealArchive(large, secret, name);
    expect(bodies.map(({ length }) => length)).toEqual([81_942, 81_942, 81_942]);
    expect(PEOPLE_LIMITS.archivePartLength).toBe(81_942);
    expect(await openArchive(bodies, secret, name)).toEqual(large);
    const [first = '', second = '', third = ''] = bodies;
    const changed = fromBase64Url(third);
    changed[5] = (changed[5] ?? 0) ^ 1;
    const opening = [
      () => openArchive(bodies, makeSecret(), name),
      () => openArchive(bodies, secret, { ...name, accountId: 'account-of-bob' }),
      () => openArchive(bodies, secret, { ...name, archiveId: 'archive-2' }),
      () => openArchive([first, second], secret, name),
      () => openArchive([second, first, third], secret, name),
      () => openArchive([first, second, toBase64Url(changed)], secret, name),
    ];
    for (const open of opening) await expect(open()).rejects.toBeInstanceOf(Error);
  });

  it('does not tell how much is in it, but by how many parts it has', async () => {
    const lengths = async (size: number) =>
      (await sealArchive(packed.slice(0, size), makeSecret(), name)).map(({ length }) => length);
    expect(await lengths(1)).toEqual(await lengths(59_999));
  });

  it('has an end', async () => {
    const most = new Uint8Array(ARCHIVE_BYTES);
    expect(await sealArchive(most, makeSecret(), name)).toHaveLength(PEOPLE_LIMITS.archiveParts);
    await expect(sealArchive(new Uint8Array(ARCHIVE_BYTES + 1), makeSecret(), name)).rejects.toThrow(
      RangeError,
    );
  });
});

describe('what is in it', () => {
  it('is what was said, and not what could not be read or was not sent', async () => {
    const messages = [
      stored,
      { ...stored, messageId: 'unreadable', text: null },
      { ...stored, messageId: 'unsent', isOwn: true, position: null, mark: 'waiting' as const },
    ];
    expect(archivable(messages)).toEqual([archived]);
    expect(await unpack(await pack([archived]))).toEqual([archived]);
  });

  it('is taken only in a form that is known', async () => {
    await expect(unpack(await pack([{ ...archived, more: 1 } as ArchivedMessage]))).rejects.toThrow();
    await expect(unpack(new Uint8Array(40))).rejects.toThrow();
  });

  it('is kept once, beside what is here, and nobody is told anything of it', async () => {
    const kept = memoryMessageStore();
    const here: StoredMessage = { ...stored, messageId: 'here', text: 'as it is here', mark: 'read' };
    const unread: StoredMessage = { ...stored, messageId: 'unreadable', text: null, told: 'read' };
    await kept.change(['here', 'unreadable'], (id) => (id === 'here' ? here : unread));
    const shown: string[] = [];
    const target = {
      kept,
      show: (changed: readonly StoredMessage[]) =>
        shown.push(...changed.map(({ messageId }) => messageId)),
    };
    const own = { ...archived, messageId: 'own', isOwn: true, mark: 'sent' as const };
    const brought = [archived, own, { ...archived, messageId: 'here' }];
    const all = [...brought, { ...archived, messageId: 'unreadable' }];
    expect(await keepBrought(all, target)).toBe(3);
    expect(await keepBrought(all, target)).toBe(0);
    expect(shown).toEqual(['message-1', 'own', 'unreadable']);
    const messages = await kept.messages();
    expect(messages).toHaveLength(4);
    expect(messages).toEqual(
      expect.arrayContaining([
        here,
        { ...unread, text: archived.text },
        { ...archived, told: 'delivered', problem: null },
        { ...own, told: 'read', problem: null },
      ]),
    );
  });

  it('is kept in steps, and whoever dies in between begins again', async () => {
    const kept = memoryMessageStore();
    const many = Array.from({ length: 1_200 }, (_, i) => ({ ...archived, messageId: `message-${i}` }));
    let steps = 0;
    const dying = {
      ...kept,
      change: (...given: Parameters<typeof kept.change>) => {
        steps += 1;
        return steps === 2 ? Promise.reject(new Error('no power')) : kept.change(...given);
      },
    };
    await expect(keepBrought(many, { kept: dying, show: () => {} })).rejects.toThrow('no power');
    const before = (await kept.messages()).length;
    expect(before).toBeGreaterThan(0);
    expect(await keepBrought(many, { kept, show: () => {} })).toBe(1_200 - before);
    expect(await kept.messages()).toHaveLength(1_200);
  });
});
