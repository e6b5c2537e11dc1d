import { describe, expect, it } from 'vitest';
import { ChatText } from '../src/chat.ts';
import { LIMITS } from '../src/limits.ts';

describe('[C5] chat text', () => {
  it.each([
    ['a letter', 'a'],
    ['markup', '<b>"bold" & \'brave\'</b>'],
    ['as many emoji as letters', '🦊'.repeat(LIMITS.chatTextLength)],
    ['lines and tabs', '\tone\r\ntwo'],
    ['other controls', '\u0001\u001b[31m red \u007f'],
  ])('may be %s', (_, text) => {
    expect(ChatText.safeParse(text).success).toBe(true);
  });

  it.each([
    ['empty', ''],
    ['only space', ' \n\t\u00a0'],
    ['too long', 'x'.repeat(LIMITS.chatTextLength + 1)],
    ['too many emoji', '🦊'.repeat(LIMITS.chatTextLength + 1)],
    ['text with a NUL', 'one\0two'],
    ['text with half a surrogate pair', 'fox \ud83e'],
    ['a number', 5],
  ])('may not be %s', (_, text) => {
    expect(ChatText.safeParse(text).success).toBe(false);
  });
});
