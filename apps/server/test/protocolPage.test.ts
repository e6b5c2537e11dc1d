import { readdirSync, readFileSync } from 'node:fs';
import { momentEvents, requests, roomEvents } from '@parley/protocol/contract';
import { ERROR_CODES } from '@parley/protocol/errors';
import { LIMITS } from '@parley/protocol/limits';
import { peopleEvents, peopleRequests } from '@parley/protocol/people/peopleContract';
import { REACTIONS } from '@parley/protocol/reaction';
import { PROTOCOL_VERSION } from '@parley/protocol/version';
import { expect, test } from 'vitest';

const page = readFileSync(new URL('../../../packages/protocol/PROTOCOL.md', import.meta.url), 'utf8');

const tables = [requests, roomEvents, momentEvents, peopleRequests, peopleEvents];

test.each([...new Set(tables.flatMap((table) => Object.keys(table)))])(
  'PROTOCOL.md describes %s',
  (name) => {
    expect(page).toMatch(new RegExp(`[\`"]${name}[\`"]`));
  },
);

test.each(ERROR_CODES)('PROTOCOL.md explains the code %s', (code) => {
  expect(page).toMatch(new RegExp(`^\\| \`${code}\` +\\|`, 'm'));
});

test('PROTOCOL.md names the version, the reactions and the limits that hold', () => {
  expect(page).toContain(`version ${PROTOCOL_VERSION}`);
  for (const reaction of REACTIONS) expect(page).toContain(reaction);
  expect(page).toContain(`${LIMITS.messageBytes / 1024} KiB`);
  for (const limit of [LIMITS.chatTextLength, LIMITS.chatPageSize, LIMITS.wishes, LIMITS.missedEvents]) {
    expect(page).toContain(String(limit));
  }
});

const tags = [...page.matchAll(/^- \*\*\[([A-Z]\d+)\]\*\*/gm)].map(([, tag]) => tag);

test('each rule has a tag of its own', () => {
  expect(tags.length).toBeGreaterThan(40);
  expect(new Set(tags).size).toBe(tags.length);
});

test('the rules that tests quote are there', () => {
  const folder = new URL('.', import.meta.url);
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => readFileSync(new URL(path, folder), 'utf8'));
  const quoted = sources.flatMap((source) =>
    [...source.matchAll(/\[([A-Z]\d+)\]/g)].map(([, tag]) => tag),
  );
  expect(new Set(quoted).size).toBeGreaterThan(30);
  expect(tags).toEqual(expect.arrayContaining([...new Set(quoted)]));
});
