import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { KeptSessions } from '../../src/account/KeptSessions.ts';
import { Program } from './Program.ts';

const PASSWORD = 'analytical engine';

async function post(url: string, path: string, body: object): Promise<unknown> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Makes an account; its display name is `NAME the first`. */
export async function signUp(url: string, name: string, invitation?: string): Promise<void> {
  const displayName = `${name} the first`;
  await post(url, '/accounts', {
    name,
    displayName,
    password: PASSWORD,
    ...(invitation && { invitation }),
  });
}

/** A computer on which nobody has signed in yet. */
export class Machine {
  readonly program: Program;
  /** Where the command line keeps its things. */
  readonly folder: string;

  constructor(url: string) {
    const home = mkdtempSync(join(tmpdir(), 'parley-cli-'));
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
    this.folder = join(home, 'parley');
    this.program = new Program(() => ({
      PARLEY_SERVER: url,
      ADMIN_TOKEN: '',
      XDG_CONFIG_HOME: home,
    }));
  }

  /** One on which somebody has. */
  static async signedIn(url: string, name: string): Promise<Machine> {
    const signedIn = await post(url, '/session', { name, password: PASSWORD, asToken: true });
    const { account, token } = signedIn as { account: { displayName: string }; token: string };
    const machine = new Machine(url);
    const sessions = new KeptSessions(join(machine.folder, 'sessions.json'));
    await sessions.keep(url, { name, displayName: account.displayName, token });
    return machine;
  }

  signIn(name: string, password = PASSWORD) {
    return this.program.run(['sign-in', name], {}, `${password}\n`);
  }
}
