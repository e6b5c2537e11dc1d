import { LIMITS } from '@parley/protocol/limits';

/** More words than this in one name or question help nobody. */
const MOST_WORDS = 8;

/**
 * The words under which a text is found, in a form in which typing is forgiven: without case, accents
 * and punctuation. Scripts that put no spaces between words count as one word each run.
 */
export function searchWords(text: string): string[] {
  const plain = searchForm(text);
  const words = plain.split(/[^\p{Letter}\p{Number}]+/u).filter((word) => word !== '');
  return [...new Set(words)].slice(0, MOST_WORDS);
}

/** By which names are sorted. */
export function searchForm(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .slice(0, LIMITS.peerNameLength * 2);
}
