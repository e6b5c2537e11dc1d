import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { isOutdated, Passwords } from '../../src/accounts/Passwords.ts';

const passwords = new Passwords();

test('a password matches its own hash and nothing else does', async () => {
  const phc = await passwords.hash('correct horse battery');
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(await passwords.matches('correct horse battery', phc)).toBe(true);
  for (const wrong of ['correct horse batterY', 'correct horse battery ', '']) {
    expect(await passwords.matches(wrong, phc)).toBe(false);
  }
});

test('the same password twice is two hashes', async () => {
  const [one, two] = await Promise.all([passwords.hash('the same one'), passwords.hash('the same one')]);
  expect(one).not.toBe(two);
});

test('what looks the same on two keyboards is the same password', async () => {
  const phc = await passwords.hash('Crème brûlée'.normalize('NFD'));
  expect(await passwords.matches('Crème brûlée'.normalize('NFC'), phc)).toBe(true);
});

test('nobody has a password, not even the one that nobody would have', async () => {
  for (const attempt of ['', 'anything at all', '\0'.repeat(32)]) {
    expect(await passwords.matches(attempt, undefined)).toBe(false);
  }
});

test('hashes of another cost are understood, and known to be outdated', async () => {
  const nonce = Buffer.alloc(16, 7);
  const hash = argon2Sync('argon2id', {
    message: 'made long ago',
    nonce,
    memory: 64,
    passes: 3,
    parallelism: 2,
    tagLength: 24,
  });
  const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');
  const phc = `$argon2id$v=19$m=64,t=3,p=2$${base64(nonce)}$${base64(hash)}`;
  expect(await passwords.matches('made long ago', phc)).toBe(true);
  expect(await passwords.matches('made today', phc)).toBe(false);
  expect(isOutdated(phc)).toBe(true);
  expect(isOutdated(await passwords.hash('made today'))).toBe(false);
});

test('a hash in another form is a fault and not a wrong password', async () => {
  await expect(passwords.matches('x', 'plain text')).rejects.toThrow(/not in the form/);
});

test('more at once than the machine can bear are told to come again', async () => {
  const ends = await Promise.allSettled(
    Array.from({ length: 110 }, () => passwords.matches('x', undefined)),
  );
  const refused = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []));
  expect(refused).toHaveLength(8);
  for (const refusal of refused) expect(refusal).toMatchObject({ code: 'unavailable' });
}, 60_000);
