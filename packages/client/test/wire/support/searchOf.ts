import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toBase64Url } from '../../../src/messages/crypto/bytes.ts';

/** @returns whether something is to be found in any file of a directory, and of those in it, as it is now */
export function searchOf(directory: string): (text: string) => boolean {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => readFileSync(join(parentPath, name)));
  return (text) => files.some((file) => file.includes(text));
}

/** As a word would look inside of base64, wherever in a group of three it began. */
export function inBase64(word: string): string[] {
  const bytes = new TextEncoder().encode(word);
  return [0, 1, 2].map((skip) =>
    toBase64Url(bytes.slice(skip, skip + Math.floor((bytes.length - skip) / 3) * 3)),
  );
}
