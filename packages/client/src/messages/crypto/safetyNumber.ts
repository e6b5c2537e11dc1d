import { type Bytes, bound } from './bytes.ts';

/** A person, and all their devices. */
export type KeysOf = { accountId: string; deviceKeys: readonly string[] };

/** Makes looking for other keys with the same number as much slower. */
const ROUNDS = 1_000;
const GROUPS = 6;
const GROUP_BYTES = 5;

/**
 * Twelve groups of five digits, the same on both sides as long as both know the same devices of the two: half
 * of them of each person, about 100 bits each.
 */
export async function safetyNumber(one: KeysOf, other: KeysOf): Promise<string> {
  const sorted = [one, other].sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
  const halves = await Promise.all(sorted.map(digitsOf));
  return halves.flat().join(' ');
}

async function digitsOf({ accountId, deviceKeys }: KeysOf): Promise<string[]> {
  const keys = bound('Parley safety number, version 1', accountId, ...deviceKeys.toSorted());
  let hash: Bytes = keys;
  for (let round = 0; round < ROUNDS; round += 1) {
    const text = new Blob([hash, keys]);
    hash = new Uint8Array(await crypto.subtle.digest('SHA-512', await text.arrayBuffer()));
  }
  return Array.from({ length: GROUPS }, (_, group) => {
    const bytes = hash.slice(group * GROUP_BYTES, (group + 1) * GROUP_BYTES);
    const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    return String(number % 100_000).padStart(5, '0');
  });
}
