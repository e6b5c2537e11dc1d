import { expect, test } from 'vitest';
import { searchWords } from '../../src/people/rules/searchWords.ts';

test.each([
  ['Ada Lovelace', ['ada', 'lovelace']],
  ['  Jean-Luc   Picard ', ['jean', 'luc', 'picard']],
  ['Zoë Müller-Weiß', ['zoe', 'muller', 'weiss']],
  ['ada.lovelace_7', ['ada', 'lovelace', '7']],
  ['ADA ada', ['ada']],
  ['山田 太郎', ['山田', '太郎']],
  ['Ярослав', ['ярослав']],
  ['🦊 !?', []],
  ['%_\\\'"; drop', ['drop']],
])('%j is found under %j', (text, words) => {
  expect(searchWords(text)).toEqual(words);
});

test('a text of many words is cut short', () => {
  expect(searchWords('a b c d e f g h i j k')).toHaveLength(8);
});
