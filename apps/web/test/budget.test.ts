import { readFileSync } from 'node:fs';
import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

/** Until the pre-join page can be used. */
const BUDGET_BYTES = 160 * 1024;

/** The part of Vite's manifest that is read here. */
type Chunk = { file: string; isEntry?: boolean; imports?: string[]; dynamicImports?: string[] };

const dist = new URL('../dist/', import.meta.url);
const manifest: Record<string, Chunk> = JSON.parse(
  readFileSync(new URL('.vite/manifest.json', dist), 'utf8'),
);

/** A chunk and everything that it imports statically. */
function closure(name: string, seen = new Set<string>()): Set<string> {
  const chunk = manifest[name];
  if (!chunk) throw new Error(`${name} is not in the manifest; build the web app first`);
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of chunk.imports ?? []) closure(imported, seen);
  return seen;
}

const sizeOf = (file: string) => gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length;

describe('the first load', () => {
  const firstLoad = closure('src/app/RoomRoute.tsx', closure('index.html'));
  const files = [...new Set([...firstLoad].map((name) => manifest[name]?.file ?? ''))];

  it('is found in what was built', () => {
    expect(manifest['index.html']?.isEntry).toBe(true);
    expect(files.length).toBeGreaterThanOrEqual(2);
    // React alone is more than this: a smaller sum means that something was not counted.
    expect(files.reduce((sum, file) => sum + sizeOf(file), 0)).toBeGreaterThan(50 * 1024);
  });

  it('stays below 160 KB of gzipped JavaScript until the pre-join page can be used', () => {
    const sizes = files.map((file) => [file, sizeOf(file)] as const).sort(([, a], [, b]) => b - a);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    const listing = sizes.map(([file, size]) => `${file} ${size}`).join('\n');
    expect(total, listing).toBeLessThan(BUDGET_BYTES);
  });

  it('lies there as it is counted: compressed', () => {
    for (const file of files) {
      const content = readFileSync(new URL(file, dist));
      expect(gunzipSync(readFileSync(new URL(`${file}.gz`, dist))).equals(content), file).toBe(true);
      expect(brotliDecompressSync(readFileSync(new URL(`${file}.br`, dist))).equals(content)).toBe(true);
    }
  });

  it('has neither the call nor the SFU client in it', () => {
    const text = files.map((file) => readFileSync(new URL(file, dist), 'utf8')).join('\n');
    expect(firstLoad.has('src/app/CallPage.tsx')).toBe(false);
    // A name that every build of mediasoup-client carries in its log messages.
    expect(text).not.toContain('mediasoup-client');
  });
});
