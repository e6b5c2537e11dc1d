import { expect, it } from 'vitest';
import { nextLead, priorityOf } from '../../src/media/priorities.ts';

it('puts screens before who speaks, who speaks before the others, and ranks no sound', () => {
  const screen = priorityOf('screen', false);
  const speaker = priorityOf('camera', true);
  const other = priorityOf('camera', false);
  expect(priorityOf('screen', true)).toBe(screen);
  expect(screen).toBeGreaterThan(speaker ?? Number.POSITIVE_INFINITY);
  expect(speaker).toBeGreaterThan(other ?? Number.POSITIVE_INFINITY);
  expect(priorityOf('microphone', true)).toBeUndefined();
  expect(priorityOf('screen-audio', true)).toBeUndefined();
});

it('takes the loudest when nobody led', () => {
  expect(nextLead(undefined, ['ann', 'bob'])).toBe('ann');
  expect(nextLead(undefined, [])).toBeUndefined();
});

it('stays with who speaks while somebody else is louder, and with who spoke last in silence', () => {
  expect(nextLead('ann', ['bob', 'ann'])).toBe('ann');
  expect(nextLead('ann', [])).toBe('ann');
});

it('goes to who is heard when the one who led is not heard any more', () => {
  expect(nextLead('ann', ['bob', 'cy'])).toBe('bob');
});
