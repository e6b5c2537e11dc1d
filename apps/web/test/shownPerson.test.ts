import { expect, test } from 'vitest';
import { accountIdIn } from '../src/features/directory/accountIdIn.ts';
import { entryAt } from '../src/features/directory/entryAt.ts';

test('the address shows a person by their id, and nobody for what is none', () => {
  const shownBy = (query: string) => accountIdIn(new URLSearchParams(query));
  expect(shownBy('person=EHs7rcZgWsI03AHt')).toBe('EHs7rcZgWsI03AHt');
  for (const query of [
    '',
    'person=',
    'person=short',
    'person=two%20words',
    `person=${'x'.repeat(65)}`,
  ]) {
    expect(shownBy(query), query).toBeNull();
  }
});

test('nobody is found by a word that every object has something for', () => {
  const entries = { 'account-ada': 'Ada' };
  expect(entryAt(entries, 'account-ada')).toBe('Ada');
  for (const word of ['constructor', '__proto__', 'toString', 'account-bob']) {
    expect(entryAt(entries, word), word).toBeUndefined();
  }
});
