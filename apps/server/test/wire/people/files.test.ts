import { beforeEach, expect, test } from 'vitest';
import { accountIdOf } from '../../storage/support/newAccount.ts';
import { PeopleServer } from '../support/people/PeopleServer.ts';
import type { PersonClient } from '../support/people/PersonClient.ts';
import { putFile } from '../support/putFile.ts';

const DAY_MS = 24 * 3_600_000;
const BYTES = 'sealed';
const BOB = accountIdOf('bob');

let people: PeopleServer;
let ada: PersonClient;

beforeEach(async () => {
  people = await PeopleServer.start({ config: { files: { max: 10_000, total: 100_000 } } });
  for (const name of ['ada', 'bob']) await people.account(name);
  await people.befriend('ada', 'bob');
  ada = await people.open('ada');
});

const offer = async (size = BYTES.length) =>
  (await ada.request('file:offer', { accountId: BOB, size })).fileId;
const get = (fileId: string) => fetch(`${people.server.url}/api/v1/files/${fileId}`);

test('[N9] a sealed file has neither name nor type, and is there for 30 days', async () => {
  const fileId = await offer();
  expect((await putFile(people.server, fileId, BYTES)).status).toBe(204);
  const answer = await get(fileId);
  expect(await answer.text()).toBe(BYTES);
  expect(answer.headers.get('content-type')).toBe('application/octet-stream');
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename*=UTF-8''${fileId}`);
  people.timers.advance(30 * DAY_MS - 1);
  expect((await get(fileId)).status).toBe(200);
  people.timers.advance(1);
  expect((await get(fileId)).status).toBe(404);
});

test('[N9] one that is too large is refused, and no message is needed for one that is not', async () => {
  await expect(offer(10_001)).rejects.toMatchObject({
    code: 'bad-request',
    details: { maxBytes: 10_000 },
  });
  await expect(offer(10_000)).resolves.toEqual(expect.any(String));
  // A fifth of what all may have.
  await expect(offer(10_000)).resolves.toEqual(expect.any(String));
  await expect(offer(1)).rejects.toMatchObject({ code: 'full', details: { reason: 'account' } });
});

test('[N9] of a contact who blocks one in between nothing more is learned', async () => {
  const bob = await people.open('bob');
  await bob.request('person:block', { accountId: accountIdOf('ada') });
  const blocked = await ada.raw('file:offer', { accountId: BOB, size: 1 });
  const nobody = await ada.raw('file:offer', { accountId: accountIdOf('nobody'), size: 1 });
  expect(blocked).toMatchObject({ ok: false, error: { code: 'not-found' } });
  expect(nobody).toEqual(blocked);
});
