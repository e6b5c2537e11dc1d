import { PEOPLE_LIMITS } from '@parley/protocol/people/limits';
import { beforeEach, expect, test } from 'vitest';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';

const HOUR_MS = 3_600_000;

let people: PeopleServer;
let ada: PersonClient;
let bob: PersonClient;

beforeEach(async () => {
  people = await PeopleServer.start();
  for (const name of ['ada', 'bob']) await people.account(name);
  await people.befriend('ada', 'bob');
  ada = await people.open('ada');
  bob = await people.open('bob');
});

function put(part: number, { by = ada, archiveId = 'archive-1', parts = 2 } = {}) {
  return by.request('archive:put', { archiveId, parts, part, body: `${archiveId}-${part}` });
}

const get = (part: number, archiveId = 'archive-1', by = ada) =>
  by.request('archive:get', { archiveId, part });

const found = async (by = ada) => (await by.request('archive:find', {})).archive;

test('[U1] is there once all of its parts are, in whatever order and however often they come', async () => {
  expect(await found()).toBeNull();
  await put(0);
  expect(await found()).toBeNull();
  await put(1);
  await put(1);
  await put(0);
  const expiresAt = people.now + 24 * HOUR_MS;
  expect(await found()).toEqual({
    archiveId: 'archive-1',
    parts: 2,
    createdAt: people.now,
    expiresAt,
  });
  expect(await get(0)).toEqual({ body: 'archive-1-0' });
  expect(await get(1)).toEqual({ body: 'archive-1-1' });
  await expect(get(2)).rejects.toMatchObject({ code: 'not-found' });
});

test('[U2] takes the place of the one before it, of which nothing comes any more', async () => {
  await put(0);
  await put(0, { archiveId: 'archive-2', parts: 1 });
  await expect(put(1)).rejects.toMatchObject({ code: 'conflict' });
  expect(await found()).toMatchObject({ archiveId: 'archive-2', parts: 1 });
  await expect(get(0)).rejects.toMatchObject({ code: 'not-found' });
});

test('[U3] is for nobody else, whatever they know of it', async () => {
  await put(0, { parts: 1 });
  expect(await found(bob)).toBeNull();
  await expect(get(0, 'archive-1', bob)).rejects.toMatchObject({ code: 'not-found' });
  await bob.request('archive:remove', { archiveId: 'archive-1' });
  await put(0, { by: bob, parts: 1 });
  await bob.request('archive:remove', { archiveId: 'archive-1' });
  expect(await found()).toMatchObject({ archiveId: 'archive-1' });
  // A second device of the same person has it, and takes it away.
  const adaToo = await people.open('ada');
  expect(await get(0, 'archive-1', adaToo)).toEqual({ body: 'archive-1-0' });
  await adaToo.request('archive:remove', { archiveId: 'archive-1' });
  expect(await found()).toBeNull();
});

test('[U4] is gone after a day', async () => {
  await put(0, { parts: 1 });
  people.timers.advance(24 * HOUR_MS - 1);
  expect(await found()).not.toBeNull();
  people.timers.advance(1);
  expect(await found()).toBeNull();
  await expect(get(0)).rejects.toMatchObject({ code: 'not-found' });
});

test('[U5] has no more and no larger parts than the limits say', async () => {
  const bad = { code: 'bad-request' };
  await expect(put(2)).rejects.toMatchObject(bad);
  await expect(put(0, { parts: PEOPLE_LIMITS.archiveParts + 1 })).rejects.toMatchObject(bad);
  const body = 'x'.repeat(PEOPLE_LIMITS.archivePartLength + 1);
  const tooLong = { archiveId: 'archive-1', parts: 1, part: 0, body };
  await expect(ada.request('archive:put', tooLong)).rejects.toMatchObject(bad);
  const longest = { ...tooLong, body: body.slice(1) };
  expect(await ada.request('archive:put', longest)).toEqual({});
});

test('[N6] the export of an account says that there is one, and not what is in it', async () => {
  await put(0, { parts: 1 });
  const { token } = await people.signIn('ada');
  const response = await fetch(`${people.server.url}/api/v1/account/export`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const text = await response.text();
  expect(JSON.parse(text)).toMatchObject({ archive: { archiveId: 'archive-1', parts: 1 } });
  expect(text).not.toContain('archive-1-0');
});
