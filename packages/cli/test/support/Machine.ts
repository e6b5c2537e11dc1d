import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Program } from './Program.ts';

const PASSWORD = 'analytical engine';

/** Makes an account; its display name is `NAME the first`. */
export async function signUp(url: string, name: string): Promise<void> {
  const answer = await fetch(`${url}/api/v1/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, displayName: `${name} the first`, password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
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

  signIn(name: string, password = PASSWORD) {
    return this.program.run(['sign-in', name], {}, `${password}\n`);
  }
}
