import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { describe, expect, test } from 'vitest';
import {
  ASK_AGAIN_AFTER_MS,
  ASKS_PER,
  type AskFacts,
  judgeAsk,
} from '../../src/people/rules/judgeAsk.ts';

const AT = 1_795_000_000_000;
const nothing: AskFacts = { own: undefined, theirs: undefined, openCount: 0, recentCount: 0 };

test('who was never asked is asked', () => {
  expect(judgeAsk(nothing, AT)).toBe('ask');
});

test.each(['open', 'declined'] as const)(
  'a request that is %s looks the same to the one who asked: asking again changes nothing',
  (state) => {
    expect(judgeAsk({ ...nothing, own: { askedAt: 0, state } }, AT)).toBe('asked-already');
  },
);

test.each(['open', 'declined'] as const)(
  'who asks somebody whose own request is %s has a contact',
  (state) => {
    expect(judgeAsk({ ...nothing, theirs: { askedAt: AT, state } }, AT)).toBe('both-want');
  },
);

test('a request that was withdrawn counts for nothing', () => {
  const theirs = { askedAt: AT, state: 'withdrawn' } as const;
  expect(judgeAsk({ ...nothing, theirs }, AT)).toBe('ask');
});

describe('one who took the request back', () => {
  const own = { askedAt: AT, state: 'withdrawn' } as const;

  test('may ask again after a while, and not before', () => {
    expect(judgeAsk({ ...nothing, own }, AT + ASK_AGAIN_AFTER_MS)).toBe('ask');
    expect(() => judgeAsk({ ...nothing, own }, AT + ASK_AGAIN_AFTER_MS - 1)).toThrow(
      expect.objectContaining({ code: 'rate-limited', details: { retryInMs: 1 } }),
    );
  });

  test('may agree at once to what the other one asks', () => {
    const theirs = { askedAt: AT, state: 'open' } as const;
    expect(judgeAsk({ ...nothing, own, theirs }, AT)).toBe('both-want');
  });
});

test('there is an end to how many wait for an answer, and to how many are asked in a day', () => {
  const open = { ...nothing, openCount: PEOPLE_LIMITS.openContactRequests - 1 };
  expect(judgeAsk(open, AT)).toBe('ask');
  expect(() => judgeAsk({ ...open, openCount: open.openCount + 1 }, AT)).toThrow(
    expect.objectContaining({ code: 'full' }),
  );
  const recent = { ...nothing, recentCount: ASKS_PER.count - 1 };
  expect(judgeAsk(recent, AT)).toBe('ask');
  expect(() => judgeAsk({ ...recent, recentCount: ASKS_PER.count }, AT)).toThrow(
    expect.objectContaining({ code: 'rate-limited' }),
  );
});
