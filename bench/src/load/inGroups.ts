/** Does it for each, so many at a time. */
export async function inGroups<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  doIt: (item: Item, index: number) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    const group = items.slice(from, from + atOnce);
    results.push(...(await Promise.all(group.map((item, index) => doIt(item, from + index)))));
  }
  return results;
}
