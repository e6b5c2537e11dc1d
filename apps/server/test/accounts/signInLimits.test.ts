import { ParleyError } from '@parley/protocol/errors';
import { expect, test } from 'vitest';
import { SignInLimits } from '../../src/accounts/SignInLimits.ts';
import { RATE_LIMITS } from '../../src/rateLimits.ts';

const few = { points: 2, perS: 60 };
const from = (address: string, name = 'ada') => ({ name, address, device: undefined });
const wrong = async () => undefined;
const right = async () => 'right';

test('an address that may not try any more uses up nobody’s name', async () => {
  const limits = new SignInLimits({ ...RATE_LIMITS.signIn, address: few, name: few });
  for (const name of ['bob', 'cleo']) await limits.guess(from('198.51.100.7', name), wrong);
  for (let i = 0; i < 5; i += 1) {
    await expect(limits.guess(from('198.51.100.7'), right)).rejects.toMatchObject({
      code: 'rate-limited',
    });
  }
  expect(await limits.guess(from('198.51.100.8'), right)).toBe('right');
});

test('what is refused at one name leaves the address the others', async () => {
  const limits = new SignInLimits({
    ...RATE_LIMITS.signIn,
    address: { points: 4, perS: 60 },
    pair: few,
  });
  for (let i = 0; i < 2; i += 1) await limits.guess(from('198.51.100.7'), wrong);
  for (let i = 0; i < 5; i += 1) {
    await expect(limits.guess(from('198.51.100.7'), right)).rejects.toMatchObject({
      code: 'rate-limited',
    });
  }
  expect(await limits.guess(from('198.51.100.7', 'bob'), right)).toBe('right');
});

test('only what was wrong counts', async () => {
  const limits = new SignInLimits({ ...RATE_LIMITS.signIn, pair: few });
  const fails = () => Promise.reject(new ParleyError('unavailable', 'Too many wait.'));
  for (let i = 0; i < 5; i += 1) {
    await expect(limits.guess(from('198.51.100.7'), fails)).rejects.toMatchObject({
      code: 'unavailable',
    });
    expect(await limits.guess(from('198.51.100.7'), right)).toBe('right');
  }
  for (let i = 0; i < 2; i += 1) await limits.guess(from('198.51.100.7'), wrong);
  await expect(limits.guess(from('198.51.100.7'), wrong)).rejects.toMatchObject({
    code: 'rate-limited',
  });
});
