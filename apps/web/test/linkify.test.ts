import { describe, expect, it } from 'vitest';
import { linkify } from '../src/features/chat/linkify.ts';

const links = (text: string) => linkify(text).flatMap(({ href }) => href ?? []);

describe('linkify', () => {
  it('keeps every character of the text', () => {
    const text = 'See https://example.org/a?b=1#c, (http://example.org/x_(y)) and <b>no tag</b>.';
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it.each([
    ['see https://example.org/plan.', 'https://example.org/plan'],
    ['(https://example.org/plan)', 'https://example.org/plan'],
    ['https://example.org/x_(y)', 'https://example.org/x_(y)'],
    ['HTTP://EXAMPLE.ORG/', 'http://example.org/'],
  ])('finds the link in %s', (text, href) => {
    expect(links(text)).toEqual([href]);
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.org', 'example.org', 'https://'])(
    'makes no link of %s',
    (text) => {
      expect(links(text)).toEqual([]);
    },
  );

  it('leaves markup outside of the address', () => {
    expect(links('https://example.org/"><script>')).toEqual(['https://example.org/']);
  });
});
