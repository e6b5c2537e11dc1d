/** A small generator of random numbers (mulberry32), so that a failing run can be run again. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const HOSTILE: readonly unknown[] = [
  null,
  undefined,
  true,
  '',
  'x'.repeat(70_000),
  '\0',
  '💥'.repeat(20),
  'video/rtx',
  'audio/opus',
  'video/H264',
  'L9T9',
  'L0T0',
  'L3T3',
  'S3T3',
  '__proto__',
  0,
  -1,
  0.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  127,
  128,
  255,
  256,
  65_536,
  2 ** 31,
  2 ** 32 - 1,
  2 ** 32,
  2 ** 53,
  -(2 ** 31) - 1,
  1e300,
  [],
  {},
  [[]],
  [null],
  { toString: 'x' },
  { length: 1e9 },
  Array.from({ length: 1000 }, () => ({})),
];

type Container = Record<string, unknown> | unknown[];

/** Changes something somewhere in a copy of `valid`. */
export function spoil<Value extends Container>(valid: Value, random: () => number): Value {
  const copy = structuredClone(valid);
  const changes = 1 + Math.floor(random() * 3);
  for (let change = 0; change < changes; change += 1) spoilOnce(copy, random);
  return copy;
}

function spoilOnce(root: Container, random: () => number): void {
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)];
  let container = root;
  for (;;) {
    const key = pick(Object.keys(container));
    if (key === undefined) return;
    const entry = (container as Record<string, unknown>)[key];
    if (typeof entry === 'object' && entry !== null && random() < 0.8) {
      container = entry as Container;
      continue;
    }
    const kind = random();
    if (kind < 0.15) delete (container as Record<string, unknown>)[key];
    else if (kind < 0.3 && Array.isArray(container)) container.push(structuredClone(entry));
    else (container as Record<string, unknown>)[key] = structuredClone(pick(HOSTILE));
    return;
  }
}
