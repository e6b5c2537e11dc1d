import { type RequestName, requests } from '@parley/protocol/contract';

/** Numbers that look random and are the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What JSON can hold in a place where something else belongs. */
const STRAYS: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  '',
  ' ',
  'x',
  '__proto__',
  '\u0000',
  '\ud800',
  'x'.repeat(5_000),
  [],
  [null],
  [[[]]],
  {},
  { length: 1 },
  JSON.parse('{"__proto__":{"isAdmin":true}}'),
];

/** Every way in which one thing in `value` can be wrong: missing, surplus, or of another kind. */
export function malformedVariants(value: unknown): unknown[] {
  const strays = STRAYS.filter((stray) => JSON.stringify(stray) !== JSON.stringify(value));
  if (Array.isArray(value)) {
    return [
      ...strays,
      ...value.flatMap((item, i) => malformedVariants(item).map((bad) => value.with(i, bad))),
    ];
  }
  if (typeof value !== 'object' || value === null) return [...strays];
  const entries = Object.entries(value);
  return [
    ...strays,
    { ...value, surplus: 1 },
    ...entries.map(([name]) => Object.fromEntries(entries.filter(([other]) => other !== name))),
    ...entries.flatMap(([name, inner]) =>
      malformedVariants(inner).map((bad) => ({ ...value, [name]: bad })),
    ),
  ];
}

/** The schema itself says whether a variant is malformed: some strays are as good as the original. */
export function isInForm(name: RequestName, value: unknown): boolean {
  return requests[name].request.safeParse(value).success;
}
