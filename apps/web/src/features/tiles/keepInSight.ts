/**
 * Brings those who speak into sight by the least movement: each takes the place of the one there who
 * has been silent longest, and everybody else stays where they are.
 *
 * @param order the keys in the order of the last time, newcomers at the end
 * @param seats how many, from the beginning, are in sight
 * @param lastSpokeAt when each was last heard; missing is never
 */
export function keepInSight(
  order: readonly string[],
  seats: number,
  speakers: readonly string[],
  lastSpokeAt: ReadonlyMap<string, number>,
): readonly string[] {
  const next = [...order];
  for (const speaker of speakers.slice(0, seats)) {
    const from = next.indexOf(speaker);
    if (from < seats) continue;
    const silent = next
      .slice(0, seats)
      .filter((key) => !speakers.includes(key))
      .reduce<string | undefined>((longest, key) => {
        if (longest === undefined) return key;
        return (lastSpokeAt.get(key) ?? 0) < (lastSpokeAt.get(longest) ?? 0) ? key : longest;
      }, undefined);
    if (silent === undefined) break;
    next[next.indexOf(silent)] = speaker;
    next[from] = silent;
  }
  return next;
}

/** The order of the last time without those who left, and the newcomers behind it. */
export function mergeOrder(before: readonly string[], present: readonly string[]): readonly string[] {
  const kept = before.filter((key) => present.includes(key));
  return [...kept, ...present.filter((key) => !kept.includes(key))];
}
