import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { Machine, signUp } from '../support/Machine.ts';

let server: ParleyServer;
beforeAll(async () => {
  server = await ParleyServer.start();
  for (const name of ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gil', 'hal'])
    await signUp(server.url, name);
});
afterAll(() => server.stop());

const signedIn = (name: string) => Machine.signedIn(server.url, name);
/** Each of the many runs of the program takes seconds on a machine that is busy. */
const PATIENTLY = { timeout: 300_000 };
const SOON = { timeout: 90_000 };

async function befriended(one: string, other: string): Promise<[Machine, Machine]> {
  const pair: [Machine, Machine] = [await signedIn(one), await signedIn(other)];
  await pair[0].program.ask('contacts', 'request', other);
  await pair[1].program.ask('contacts', 'accept', one);
  return pair;
}

test('what is written waits for a device, is read on it, and is answered there', PATIENTLY, async () => {
  const [ada, ben] = await befriended('ada', 'ben');
  const first = await ada.program.run(['message', 'ben', 'the first one']);
  expect(first).toMatchObject({ code: 0, stdout: expect.stringContaining('It waits here') });
  expect((await ben.program.run(['messages', 'ada'])).stdout).toBe('');
  expect((await ada.program.run(['message', 'ben'], {}, 'from a\npipe\n')).stdout).toBe('Sent.\n');
  const read = await ben.program.run(['messages', 'ada']);
  expect(read.stdout).toMatch(/^\S+ {2}ada: the first one\n\S+ {2}ada: from a \/ pipe\n$/);
  expect((await ada.program.run(['messages', 'ben'])).stdout).toMatch(/you \(read\): the first one\n/);

  const following = ada.program.start(['messages', 'ben', '--follow', '--json']);
  await vi.waitFor(() => expect(following.said.stdout).toContain('the first one'), SOON);
  expect((await ben.program.run(['message', 'ada', 'an answer'])).stdout).toBe('Sent.\n');
  await vi.waitFor(() => expect(following.said.stdout).toContain('an answer'), SOON);
  following.child.kill('SIGINT');
  expect((await following.ended).code).toBe(0);

  // Key and texts are this person's alone, and the server's database holds neither.
  const folder = join(ada.folder, 'messages');
  for (const file of readdirSync(folder)) {
    if (file.endsWith('.sqlite')) expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
  }
  expect(statSync(folder).mode & 0o077).toBe(0);
  expect(readFileSync(join(folder, readdirSync(folder)[0] ?? '')).includes('the first one')).toBe(true);
});

test('nothing goes to a device that nobody has been told of', PATIENTLY, async () => {
  const [cleo, dan] = await befriended('cleo', 'dan');
  await dan.program.run(['messages', 'cleo']);
  expect((await cleo.program.run(['message', 'dan', 'hello'])).stdout).toBe('Sent.\n');
  const another = await signedIn('dan');
  expect((await another.program.run(['messages', 'cleo'])).code).toBe(0);
  const refused = await cleo.program.run(['message', 'dan', 'a secret']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(/Not sent: dan has a new device\./);
  expect(refused.stderr).toMatch(/^(\d{5} ?){12}$/m);
  expect((await another.program.run(['messages', 'cleo'])).stdout).toBe('');
  const trusted = await cleo.program.run(['message', 'dan', 'it is you', '--trust']);
  expect(trusted.stdout).toBe('Sent.\n');
  expect((await another.program.run(['messages', 'cleo'])).stdout).toContain('cleo: it is you\n');
});

test(
  'a machine that was removed reads nothing more, until it is added as a new device',
  PATIENTLY,
  async () => {
    const [eve, fay] = await befriended('eve', 'fay');
    await fay.program.run(['messages', 'eve']);
    const listed = (await fay.program.run(['devices'])).stdout;
    const [id = ''] = listed.split(' ');
    expect(listed).toMatch(/^[A-Za-z0-9]{8} {2}parley on .* added \S+\n$/);
    expect((await eve.program.run(['devices', 'remove', id])).stderr).toContain('no device');
    expect((await fay.program.run(['devices', 'remove', id])).stdout).toMatch(/ is removed\.\n$/);
    const refused = await fay.program.run(['messages', 'eve']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('parley devices add');
    expect((await fay.program.run(['devices'])).stdout).toBe('You have none.\n');
    expect((await fay.program.run(['devices', 'add'])).code).toBe(0);
    expect((await eve.program.run(['message', 'fay', 'welcome back'])).stdout).toBe('Sent.\n');
    expect((await fay.program.run(['messages', 'eve'])).stdout).toContain('eve: welcome back\n');
  },
);

test('writes to contacts alone, and not nothing', PATIENTLY, async () => {
  const ada = await signedIn('ada');
  expect((await ada.program.run(['message', 'cleo', 'hello'])).code).toBe(1);
  expect((await ada.program.run(['message', 'ben'], {}, '\n')).code).toBe(2);
});

test('what was said comes to another machine with twelve words, once', PATIENTLY, async () => {
  const [gil, hal] = await befriended('gil', 'hal');
  expect(await gil.program.run(['devices', 'move-out'])).toMatchObject({ code: 1, stdout: '' });
  await hal.program.run(['messages', 'gil']);
  await gil.program.run(['message', 'hal', 'before the move']);
  const { words, count } = (await gil.program.ask('devices', 'move-out')) as {
    words: string;
    count: number;
  };
  expect(count).toBe(1);
  expect(words.split(' ')).toHaveLength(12);

  const another = await signedIn('gil');
  const moveIn = (typed: string) => another.program.run(['devices', 'move-in'], {}, `${typed}\n`);
  const few = await moveIn('zoo zoo');
  expect(few).toMatchObject({ code: 2, stderr: expect.stringContaining('it takes twelve') });
  const others = 'legal winner thank year wave sausage worth useful legal winner thank yellow';
  const wrong = await moveIn(others);
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('do not open') });
  expect((await another.program.run(['messages', 'hal'])).stdout).toBe('');

  expect(await moveIn(words)).toMatchObject({ code: 0, stdout: '1 came.\n' });
  expect((await another.program.run(['messages', 'hal'])).stdout).toContain('before the move');
  const again = await moveIn(words);
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing waits') });
});
