type Random = () => number;

const pick = <Item>(random: Random, items: readonly Item[]): Item =>
  items[Math.floor(random() * items.length)] as Item;

/** Numbers, texts and shapes at the edges of what somebody may have thought of. */
const EDGES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e308,
  -0,
  2 ** 53,
  '',
  ' ',
  'x',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  'x'.repeat(3_000),
  '🦊'.repeat(100),
  [],
  {},
  [[[[]]]],
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
];

/** Any JSON at all, most often small. */
export function randomJson(random: Random, depth = 3): unknown {
  const kind = random();
  if (depth === 0 || kind < 0.6) return pick(random, EDGES);
  const length = Math.floor(random() * 4);
  const items = Array.from({ length }, () => randomJson(random, depth - 1));
  if (kind < 0.8) return items;
  const names = ['room', 'peerId', 'publicationId', 'isPaused', 'wishes', '__proto__', 'toString', 'x'];
  return Object.fromEntries(items.map((item) => [pick(random, names), item]));
}

/** The same with one thing changed, somewhere: replaced, left out, doubled, added, or cut short. */
export function mutate(value: unknown, random: Random): unknown {
  const goesDeeper = random() < 0.7;
  if (Array.isArray(value) && value.length > 0) {
    const index = Math.floor(random() * value.length);
    if (goesDeeper) return value.with(index, mutate(value[index], random));
    return pick(random, [
      value.toSpliced(index, 1),
      [...value, value[index]],
      [...value, randomJson(random)],
      Array<unknown>(500).fill(value[index]),
      randomJson(random),
    ]);
  }
  if (typeof value === 'object' && value !== null && Object.keys(value).length > 0) {
    const entries = Object.entries(value);
    const [name, inner] = pick(random, entries);
    if (goesDeeper) return { ...value, [name]: mutate(inner, random) };
    return pick<unknown>(random, [
      Object.fromEntries(entries.filter(([other]) => other !== name)),
      { ...value, surplus: randomJson(random) },
      { ...value, [name]: randomJson(random) },
      entries,
      randomJson(random),
    ]);
  }
  if (typeof value === 'number')
    return pick(random, [value + 1, -value, value / 3, value * 2 ** 40, `${value}`]);
  if (typeof value === 'string')
    return pick(random, [value.slice(1), value + value, `${value}\u0000`, value.toUpperCase(), 7]);
  if (typeof value === 'boolean') return pick(random, [!value, `${value}`, null]);
  return randomJson(random);
}
