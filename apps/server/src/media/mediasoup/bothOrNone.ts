type Closable = { close(): void };

/** What is of no use alone: when one of the two cannot be made, the other is closed again. */
export async function bothOrNone<One extends Closable, Other extends Closable>(
  making: readonly [Promise<One>, Promise<Other>],
): Promise<[One, Other]> {
  const made = await Promise.allSettled(making);
  const [one, other] = made;
  if (one.status === 'fulfilled' && other.status === 'fulfilled') return [one.value, other.value];
  for (const result of made) if (result.status === 'fulfilled') result.value.close();
  throw made.find((result) => result.status === 'rejected')?.reason;
}
