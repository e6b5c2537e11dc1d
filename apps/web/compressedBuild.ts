import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** What shrinks; pictures and fonts are compressed already. */
const SHRINKS = /\.(?:js|css|svg|json|webmanifest)$/;

/** Writes `.br` and `.gz` beside each file of the build: the server sends what the browser can take. */
export function compressedBuild(): Plugin {
  return {
    name: 'compressed-build',
    apply: 'build',
    async writeBundle({ dir = '' }) {
      const files = await readdir(join(dir, 'assets'));
      await Promise.all(
        files.filter((name) => SHRINKS.test(name)).map((name) => compress(join(dir, 'assets', name))),
      );
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  await writeFile(`${path}.gz`, await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }));
  await writeFile(`${path}.br`, await promisify(brotliCompress)(content));
}
