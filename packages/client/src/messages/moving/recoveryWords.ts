import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import type { Bytes } from '../crypto/bytes.ts';

/** Words for 128 bits and their checksum of 4 bits (BIP-39). */
export const RECOVERY_WORDS = 12;

/** What keeps typed words from being a secret. */
export type WordsProblem =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'unknown'; readonly word: string }
  | { readonly kind: 'checksum' };

export function toRecoveryWords(secret: Bytes): string[] {
  return entropyToMnemonic(secret, wordlist).split(' ');
}

/** @param typed in whatever case, with whatever stands between the words: lists are numbered, too */
export function fromRecoveryWords(typed: string): { secret: Bytes } | { problem: WordsProblem } {
  const words =
    typed
      .normalize('NFKD')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  const unknown = words.find((word) => !wordlist.includes(word));
  if (unknown !== undefined) return { problem: { kind: 'unknown', word: unknown } };
  if (words.length !== RECOVERY_WORDS) return { problem: { kind: 'count', count: words.length } };
  try {
    return { secret: new Uint8Array(mnemonicToEntropy(words.join(' '), wordlist)) };
  } catch {
    // All of them are on the list, and there are enough: what is left is the checksum.
    return { problem: { kind: 'checksum' } };
  }
}
