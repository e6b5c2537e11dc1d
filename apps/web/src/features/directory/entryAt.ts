/** An id from the address may be any word, such as `constructor`, which every object has something for. */
export function entryAt<Entry>(
  entries: Readonly<Record<string, Entry>>,
  accountId: string,
): Entry | undefined {
  return Object.hasOwn(entries, accountId) ? entries[accountId] : undefined;
}
