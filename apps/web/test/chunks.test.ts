import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The part of Vite's manifest that is read here. */
type Chunk = { imports?: string[] };

const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync(new URL('../dist/.vite/manifest.json', import.meta.url), 'utf8'),
);

/** A way from a chunk back to it over what it imports statically; undefined when there is none. */
function roundTrip(start: string): string[] | undefined {
  const seen = new Set<string>();
  const ways = (manifest[start]?.imports ?? []).map((next) => [start, next]);
  for (let way = ways.pop(); way; way = ways.pop()) {
    const last = way.at(-1) ?? start;
    if (last === start) return way;
    if (seen.has(last)) continue;
    seen.add(last);
    for (const next of manifest[last]?.imports ?? []) ways.push([...way, next]);
  }
  return undefined;
}

it('no chunk is needed before itself: its parts would be used before they are there', () => {
  const chunks = Object.keys(manifest);
  expect(chunks.length).toBeGreaterThan(10);
  expect(chunks.map(roundTrip).filter((way) => way !== undefined)).toEqual([]);
});
