import { expect, test } from 'vitest';
import { newId } from '../src/newId.ts';

test('an id is another one each time, and no command line takes it for an option', () => {
  const ids = Array.from({ length: 2_000 }, newId);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+$/);
});
