/** Calm hues that white text can be read on, far enough apart to tell people from each other. */
const COLOURS = [
  '#1f6f78',
  '#7a4b8c',
  '#8a5a2b',
  '#3c6e3f',
  '#34599c',
  '#9c4359',
  '#5b5f97',
  '#6b6a2a',
  '#86503f',
  '#2b6a8f',
] as const;

/** Up to two first letters, as people see them: an emoji or a letter with accents counts as one. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return picked
    .map((word) => firstCharacterOf(word ?? ''))
    .join('')
    .toLocaleUpperCase();
}

/** The same person has the same colour for everybody, because it comes from the name alone. */
export function colourOf(name: string): string {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return COLOURS[hash % COLOURS.length] ?? COLOURS[0];
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstCharacterOf(word: string): string {
  const letters = Array.from(segmenter.segment(word), ({ segment }) => segment);
  return (
    letters.find((letter) => /[\p{L}\p{N}\p{Emoji_Presentation}]/u.test(letter)) ?? letters[0] ?? ''
  );
}
