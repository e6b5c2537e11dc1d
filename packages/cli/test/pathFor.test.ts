import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { pathFor } from '../src/recording/record.ts';
import { temporaryFolder } from './support/mediaFiles.ts';

test('is named after the file and the person, and takes nobody else’s place', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'today.ogg');
  const first = pathFor(path, 'Ada L', []);
  expect(first).toBe(join(folder, 'today-Ada L.ogg'));
  expect(pathFor(path, 'Ada L', [first])).toBe(join(folder, 'today-Ada L-2.ogg'));
  writeFileSync(first, 'precious');
  expect(pathFor(path, 'Ada L', [])).toBe(join(folder, 'today-Ada L-2.ogg'));
});

test('no name leads out of the folder', () => {
  expect(pathFor('/srv/today.ogg', '../../etc/x', [])).toBe('/srv/today--etc-x.ogg');
  expect(pathFor('/srv/today.ogg', 'C:\\x?', [])).toBe('/srv/today-C-x-.ogg');
});
