import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ParleyServer } from '../../../../e2e/fixtures/ParleyServer.ts';
import { freePort } from '../../../../tools/testing/freePorts.ts';
import { signUp } from '../support/Machine.ts';
import { makeText, temporaryFolder } from '../support/mediaFiles.ts';
import { MAIN, Program } from '../support/Program.ts';

/** Nobody is signed in on this machine. */
const XDG_CONFIG_HOME = '/nonexistent';
const ADMIN_TOKEN = 'a-token-of-an-operator';
/** However busy the machine is. */
const PATIENTLY = { timeout: 60_000 };

let server: ParleyServer;
beforeAll(async () => {
  server = await ParleyServer.start({ ADMIN_TOKEN, SIGN_UP: 'invitation' });
});
afterAll(() => server.stop());

const program = new Program(() => ({ PARLEY_SERVER: server.url, ADMIN_TOKEN, XDG_CONFIG_HOME }));
const start = program.start.bind(program);
const parley = program.run.bind(program);
const ask = program.ask.bind(program);

describe('exit codes', () => {
  test('0 for help, which names the commands', async () => {
    const { code, stdout } = await parley(['--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('room create');
  });

  test('1 when the server refuses', async () => {
    expect(await parley(['room', 'close', 'nobody-here'])).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'Nobody is in this room.\n',
    });
    expect((await parley(['status'], { ADMIN_TOKEN: 'another-token-of-it' })).code).toBe(1);
  });

  test('2 for what is not understood', async () => {
    expect((await parley(['fly'])).code).toBe(2);
    expect((await parley(['close', '--end-after', 'soon'])).code).toBe(2);
    expect((await parley(['rooms', '--server', 'nonsense'])).code).toBe(2);
  });

  test('3 when the server cannot be reached', async () => {
    const gone = { PARLEY_SERVER: 'http://127.0.0.1:1' };
    expect((await parley(['rooms'], gone)).code).toBe(3);
    expect((await parley(['chat', 'monday', '--send', 'hello'], gone)).code).toBe(3);
  });
});

test('the doors are closed and opened', async () => {
  expect(await ask('close', '--end-after', '5m')).toMatchObject({
    isOpen: false,
    meetingsEndAt: expect.any(Number),
  });
  const { stdout } = await parley(['status']);
  expect(stdout).toMatch(/The doors are closed; running meetings end in [45] min\./);
  const refused = await parley(['chat', 'monday', '--send', 'hello']);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toContain('closed the doors');
  expect((await parley(['open'])).stdout).toBe('The doors are open.\n');
});

test('a server is started, and ends in order when it is told to', { timeout: 300_000 }, async () => {
  const PORT = String(await freePort());
  const { child, said, ended } = start(['serve'], {
    ...{ PORT, HOST: '127.0.0.1', DATA_DIR: temporaryFolder() },
    ...{ MEDIA_PORT: String(await freePort()), MEDIA_WORKERS: '1' },
  });
  const PARLEY_SERVER = `http://127.0.0.1:${PORT}`;
  const status = () => parley(['status'], { PARLEY_SERVER });
  await vi.waitFor(async () => expect(await status(), said.stderr).toMatchObject({ code: 0 }), {
    timeout: 240_000,
    interval: 1_000,
  });
  child.kill('SIGTERM');
  expect(await ended).toMatchObject({ code: 0 });
  expect(await status()).toMatchObject({ code: 3 });
});

test('a room gets its link, people are invited and listed', async () => {
  expect((await parley(['room', 'create', 'Monday Team'])).stdout).toBe(`${server.url}/r/monday-team\n`);
  expect((await parley(['invite', '--note', 'Ada'])).stdout).toMatch(/^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}\n$/);
  expect(await ask('accounts')).toEqual({ accounts: [] });
});

test('an account gets a code and rights from an operator, and is deleted', async () => {
  const { stdout: invitation } = await parley(['invite']);
  await signUp(server.url, 'dora', invitation.trim());
  expect((await parley(['account', 'reset', 'dora'])).stdout).toMatch(
    /^[0-9A-Z]{5}(-[0-9A-Z]{5}){3}\n$/,
  );
  expect((await parley(['account', 'operator', 'dora', 'on'])).stdout).toBe('dora is an operator.\n');
  expect(await ask('accounts')).toMatchObject({ accounts: [{ name: 'dora', isOperator: true }] });
  expect((await parley(['account', 'operator', 'dora', 'maybe'])).code).toBe(2);
  expect((await parley(['account', 'suspend', 'dora'])).code).toBe(1);
  await parley(['account', 'operator', 'dora', 'off']);
  expect((await parley(['account', 'suspend', 'dora'])).stdout).toBe('The account dora is suspended.\n');
  expect(await ask('accounts')).toMatchObject({ accounts: [{ suspendedAt: expect.any(Number) }] });
  expect((await parley(['account', 'restore', 'dora'])).stdout).toBe('The account dora is restored.\n');
  expect((await parley(['account', 'remove', 'dora'])).stdout).toBe('The account dora is deleted.\n');
  expect(await ask('accounts')).toEqual({ accounts: [] });
  expect(await parley(['account', 'remove', 'dora'])).toMatchObject({
    code: 1,
    stderr: 'Nobody signs in as dora.\n',
  });
});

describe('chat', () => {
  test('lines in, lines out; the meeting is listed, and somebody is removed', async () => {
    const ada = start(['join', 'monday', '--name', 'Ada']);
    const meeting = async () =>
      ((await ask('rooms')) as { rooms: { room: string; peers: { name: string; peerId: string }[] }[] })
        .rooms[0];
    await vi.waitFor(async () => expect((await meeting())?.peers).toHaveLength(1), PATIENTLY);
    expect((await parley(['chat', 'monday', '--name', 'Ben', '--send', 'hello from Ben'])).code).toBe(0);
    await vi.waitFor(() => expect(ada.said.stdout).toContain('Ben: hello from Ben\n'), PATIENTLY);
    expect(ada.said.stdout).toContain('* Ben joined\n');
    ada.child.stdin?.write('hello from Ada\n');
    await vi.waitFor(() => expect(ada.said.stdout).toContain('Ada: hello from Ada\n'), PATIENTLY);

    const peerId = (await meeting())?.peers[0]?.peerId ?? '';
    expect((await parley(['rooms'])).stdout).toContain(peerId);
    expect((await parley(['room', 'remove', 'monday', peerId])).code).toBe(0);
    expect(await ada.ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ended this call'),
    });
  });

  test('ends with its input, once everything is sent', async () => {
    const { child, ended } = start(['join', 'tuesday', '--name', 'Cleo', '--json']);
    child.stdin?.end('one\ntwo\n');
    const { code, stdout } = await ended;
    expect(code).toBe(0);
    const texts = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; text?: string });
    expect(texts.filter(({ kind }) => kind === 'message').map(({ text }) => text)).toEqual([
      'one',
      'two',
    ]);
  });

  test('shows members and messages in a terminal, and leaves with Ctrl-C', async () => {
    const dan = inTerminal('wednesday', 'Dan');
    await dan.shows('Dan (you)');
    expect((await parley(['chat', 'wednesday', '--name', 'Eve', '--send', 'hi Dan'])).code).toBe(0);
    await dan.shows('Eve: hi Dan');
    dan.type('hi Eve\r');
    await dan.shows('Dan: hi Eve');
    dan.type('\u0003');
    expect(await dan.ended).toBe(0);
    // The terminal is given back as it was.
    expect(dan.screen().trimEnd().endsWith('\u001b[?1049l')).toBe(true);
  });

  test('a file is sent from a terminal, and can be fetched from the address that is told', async () => {
    const ada = start(['join', 'thursday', '--name', 'Ada', '--json']);
    const told = async (name: string) => {
      const line = await vi.waitFor(() => {
        const found = ada.said.stdout
          .split('\n')
          .find((one) => one.includes(`"name":"${name}"`) && one.includes('"file"'));
        expect(found).toBeDefined();
        return found ?? '';
      }, PATIENTLY);
      const { file } = JSON.parse(line) as { file: { name: string; url: string } };
      return { name: file.name, text: await (await fetch(file.url)).text(), url: file.url };
    };
    const dan = inTerminal('thursday', 'Dan');
    await dan.shows('Dan (you)');
    // What was said before she listened, she is not told.
    ada.child.stdin?.write('I am listening\n');
    await dan.shows('Ada: I am listening');
    dan.type('/send /nonexistent/plan.png\r');
    await dan.shows('! /nonexistent/plan.png cannot be read');
    dan.type(`/send ${makeText()}\r`);
    const sent = await told('Dan');
    expect(sent).toMatchObject({ name: 'notes.txt', text: 'No film.\n' });
    await dan.shows('Dan: [notes.txt, 9 bytes]');
    await dan.shows(sent.url);
    expect(dan.screen()).not.toContain('Dan: /send');
    dan.type('\u0003');
    expect(await dan.ended).toBe(0);

    expect(await parley(['chat', 'thursday', '--name', 'Eve', '--file', makeText()])).toMatchObject({
      code: 0,
      stdout: 'Sent.\n',
    });
    expect(await told('Eve')).toMatchObject({ name: 'notes.txt', text: 'No film.\n' });
    // What comes from a pipe may be anybody's words: they do not fetch files from this machine.
    ada.child.stdin?.end(`/send ${makeText()}\n`);
    const { code, stdout } = await ada.ended;
    expect(code).toBe(0);
    expect(stdout).toContain('"text":"/send ');
  });
});

/** Somebody who chats in a terminal. */
function inTerminal(room: string, name: string) {
  const command = `stty rows 20 cols 90; exec ${process.execPath} ${MAIN} join ${room} --name ${name}`;
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: { ...process.env, PARLEY_SERVER: server.url, TERM: 'xterm', XDG_CONFIG_HOME },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  return {
    type: (text: string) => void child.stdin.write(text),
    screen: () => screen,
    shows: (text: string) => vi.waitFor(() => expect(screen).toContain(text), PATIENTLY),
    ended: once(child, 'close').then(([code]) => code as number | null),
  };
}
