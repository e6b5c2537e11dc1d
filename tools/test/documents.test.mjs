import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../setup/projectRoot.mjs';

const documents = globSync('**/*.md', {
  cwd: projectRoot,
  exclude: (name) => name.startsWith('.') || name === 'node_modules',
});

/**
 * Where the links and pictures of a document lead within the project, without what is after the `#`.
 * @param {string} path
 */
function leadingTo(path) {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target]) => String(target))
    .filter((target) => !/^([a-z]+:|#)/.test(target))
    .map((target) => target.replace(/#.*$/, ''));
}

test('what the documents lead to is there', () => {
  const links = documents.flatMap((path) => leadingTo(path).map((target) => ({ path, target })));
  const broken = links.filter(
    ({ path, target }) => !existsSync(join(projectRoot, dirname(path), target)),
  );

  expect(links.length).toBeGreaterThan(100);
  expect(broken).toEqual([]);
});
