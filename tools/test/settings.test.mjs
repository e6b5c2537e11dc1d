import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '../setup/projectRoot.mjs';

/** @param {string} path */
const read = (path) => readFileSync(join(projectRoot, path), 'utf8');

/** What the server reads, by the calls that read it. */
const settings = [
  ...new Set(
    [...read('apps/server/src/config.ts').matchAll(/(?:read\.\w+\(|name = )'([A-Z][A-Z_]+)'/g)].map(
      ([, name]) => name,
    ),
  ),
];

/** The container has its own answer to these: a volume, and the addresses of a network of its own. */
const ofTheContainer = ['MEDIA_LISTEN_IP'];

test('the settings of the server are found', () => {
  expect(settings).toEqual(
    expect.arrayContaining(['HOST', 'PORT', 'TURN_SECRET', 'MEDIA_ANNOUNCED_ADDRESSES']),
  );
});

test('.env.example names every setting', () => {
  const named = [...read('.env.example').matchAll(/^#([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);

  expect(settings.filter((name) => !named.includes(name))).toEqual([]);
});

test('the compose file hands every setting on', () => {
  const service = read('docker-compose.yml').split(/^ {2}caddy:/m)[0];
  const handedOn = [...(service ?? '').matchAll(/^ {6}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);

  expect(
    settings.filter((name) => !handedOn.includes(name) && !ofTheContainer.includes(String(name))),
  ).toEqual([]);
});
