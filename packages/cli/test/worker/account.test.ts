import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { Machine, signUp } from '../support/Machine.ts';

let server: ParleyServer;
beforeAll(async () => {
  server = await ParleyServer.start();
  for (const name of ['ada', 'ben', 'eve']) await signUp(server.url, name);
});
afterAll(() => server.stop());

const machine = () => new Machine(server.url);

describe('signing in', () => {
  test('keeps the session where nobody else reads it, until one signs out', async () => {
    const ada = machine();
    const { program } = ada;
    expect(await ada.signIn('ada')).toMatchObject({
      code: 0,
      stdout: `Signed in to ${server.url} as ada the first (ada).\n`,
    });
    expect(statSync(join(ada.folder, 'sessions.json')).mode & 0o777).toBe(0o600);
    expect(await program.ask('whoami')).toMatchObject({ account: { name: 'ada' } });
    expect((await program.run(['contacts'])).stdout).toBe('You have no contacts.\n');
    expect((await program.run(['sign-out'])).code).toBe(0);
    expect(await program.run(['whoami'])).toMatchObject({
      code: 1,
      stderr: `Sign in to ${server.url} first: parley sign-in NAME\n`,
    });
  });

  test('a wrong password is refused, and nothing is kept', async () => {
    const ada = machine();
    const { program } = ada;
    expect(await ada.signIn('ada', 'difference engine')).toMatchObject({
      code: 1,
      stderr: 'The name or the password is wrong.\n',
    });
    expect((await program.run(['room', 'mine'])).code).toBe(1);
    expect((await program.run(['sign-in'])).code).toBe(2);
  });
});

test('a room is kept, shared, entered by its members alone, and given up', async () => {
  const [ada, ben, eve] = [machine(), machine(), machine()];
  await Promise.all([ada.signIn('ada'), ben.signIn('ben'), eve.signIn('eve')]);
  expect((await ada.program.run(['room', 'keep', 'Plans', '--access', 'nobody'])).code).toBe(2);
  const kept = await ada.program.run(['room', 'keep', 'Plans', '--link', 'Plans of Ada']);
  expect(kept).toMatchObject({ code: 0, stdout: `${server.url}/r/plans-of-ada\n` });
  expect((await ada.program.run(['room', 'add', 'plans-of-ada', 'ben'])).stdout).toBe('Plans: ben.\n');

  const say = ({ program }: typeof ada) =>
    program.run(['chat', 'plans-of-ada', '--send', 'hello from me']);
  expect(await say(eve)).toMatchObject({ code: 1, stderr: 'This room is for its members.\n' });
  expect(await say(machine())).toMatchObject({
    code: 1,
    stderr: 'This room is for its members: sign in first.\n',
  });
  expect((await say(ben)).code).toBe(0);

  expect(await ben.program.ask('room', 'mine')).toMatchObject({
    rooms: [{ room: 'plans-of-ada', role: 'member' }],
  });
  // Joining does not wait until it is kept.
  await vi.waitFor(
    async () =>
      expect(await ben.program.ask('room', 'visits', 'plans-of-ada')).toMatchObject({
        visits: [{ name: 'ben the first', person: { name: 'ben' } }],
      }),
    { timeout: 20_000 },
  );
  expect((await ben.program.run(['room', 'access', 'plans-of-ada', 'link'])).code).toBe(1);
  expect(await ada.program.ask('room', 'access', 'plans-of-ada', 'link')).toMatchObject({
    access: 'link',
  });
  expect(await ada.program.ask('room', 'direct', 'plans-of-ada', 'off')).toMatchObject({
    isDirectAllowed: null,
  });
  expect((await ada.program.run(['room', 'direct', 'plans-of-ada', 'perhaps'])).code).toBe(2);
  expect((await ada.program.run(['room', 'give-up', 'plans-of-ada'])).code).toBe(0);
  expect(await ben.program.ask('room', 'mine')).toEqual({ rooms: [] });
});
