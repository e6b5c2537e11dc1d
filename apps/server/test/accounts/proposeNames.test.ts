import { AccountName } from '@parley/protocol/account';
import { PeerName } from '@parley/protocol/peer';
import { expect, test } from 'vitest';
import { proposeDisplayName, proposeNames } from '../../src/accounts/oidc/proposeNames.ts';

test.each([
  [{ preferred_username: 'ada' }, 'ada'],
  [{ preferred_username: 'Ada.Lovelace@example.org', name: 'Ada' }, 'ada.lovelace'],
  [{ name: 'Zoë Müller' }, 'zoe-muller'],
  [{ preferred_username: '@', name: 'Ada' }, 'ada'],
  [{ preferred_username: '..', name: '李' }, 'person'],
  [{ preferred_username: 7, name: ['Ada'] }, 'person'],
  [{}, 'person'],
  [{ name: `-${'x'.repeat(300)}` }, 'x'.repeat(31)],
])('%j is proposed as %s', (claims, first) => {
  const proposed = [...proposeNames(claims)];
  expect(proposed.slice(0, 2)).toEqual([first, expect.stringMatching(/-2$/)]);
  expect(new Set(proposed).size).toBe(proposed.length);
  expect(proposed.length).toBeGreaterThan(10);
  for (const name of proposed) expect(AccountName.safeParse(name).success).toBe(true);
});

test.each([
  [{ name: 'Ada Lovelace', preferred_username: 'ada' }, 'Ada Lovelace'],
  [{ name: ' \n', preferred_username: 'ada@example.org' }, 'ada'],
  [{ name: 'x'.repeat(300) }, 'x'.repeat(64)],
  [{}, 'person'],
])('%j is shown as %s', (claims, shown) => {
  expect(proposeDisplayName(claims)).toBe(shown);
  expect(PeerName.safeParse(proposeDisplayName(claims)).success).toBe(true);
});
