import { describe, expect, test } from 'vitest';
import type { Standing } from '../../src/people/rules/relations.ts';
import { isKeptAsMissed, judgeRing, mayBeHeard } from '../../src/ringing/judgeRing.ts';

const contact: Standing = {
  isSelf: false,
  isContact: true,
  isBlocked: false,
  isAskedByThem: false,
  visibility: 'contacts',
};
const facts = { standing: contact, chosenStatus: 'available', isBusy: false } as const;

describe('a ring', () => {
  test('is heard by a contact', () => {
    expect(judgeRing(facts)).toBe('ring');
    expect(judgeRing({ ...facts, chosenStatus: 'away' })).toBe('ring');
  });

  test('meets somebody who is busy', () => {
    expect(judgeRing({ ...facts, isBusy: true })).toBe('busy');
  });

  test.each([
    ['there is no such person', undefined],
    ['they are no contact', { ...facts, standing: { ...contact, isContact: false } }],
    ['one of the two has blocked the other', { ...facts, standing: { ...contact, isBlocked: true } }],
    ['they hide', { ...facts, standing: { ...contact, visibility: 'nobody' as const } }],
    ['they want no disturbance', { ...facts, chosenStatus: 'do-not-disturb' as const }],
  ])('is not heard when %s, and being busy does not show', (_why, quiet) => {
    expect(judgeRing(quiet)).toBe('unheard');
    expect(judgeRing(quiet && { ...quiet, isBusy: true })).toBe('unheard');
    if (quiet) expect(mayBeHeard(quiet)).toBe(false);
  });

  test('in vain is kept from contacts, who may be hidden from, and from nobody else', () => {
    expect(isKeptAsMissed(contact)).toBe(true);
    expect(isKeptAsMissed({ ...contact, visibility: 'nobody' })).toBe(true);
    expect(isKeptAsMissed({ ...contact, isContact: false })).toBe(false);
    expect(isKeptAsMissed({ ...contact, isBlocked: true })).toBe(false);
  });
});
