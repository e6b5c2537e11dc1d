import { describe, expect, test } from 'vitest';
import { isCallCode, toCallCode } from '../src/code.ts';

describe('a code', () => {
  test.each([
    ['482-193', '482-193'],
    ['482193', '482-193'],
    [' 482 193 ', '482-193'],
    ['4 8 2 1 9 3', '482-193'],
    ['482.193.557', '482-193-557'],
    ['48219', undefined],
    ['4821935', undefined],
    ['482-193-5577', undefined],
    ['482-19a', undefined],
    ['room 482193', undefined],
    ['', undefined],
  ])('%j is read as %j', (typed, code) => {
    expect(toCallCode(typed)).toBe(code);
  });

  test('is told from the names of other rooms', () => {
    expect(isCallCode('482-193')).toBe(true);
    for (const room of ['482193', '482-1933', 'team-482-193', '482-193-1']) {
      expect(isCallCode(room), room).toBe(false);
    }
  });
});
