import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where somebody is signed in from this machine. */
export type KeptSession = {
  readonly name: string;
  readonly displayName: string;
  readonly token: string;
};

/** By the origin of the server. */
type Sessions = Readonly<Record<string, KeptSession>>;

/** `sessions.json` below the XDG base directory for configuration. */
export function sessionsFile(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'parley', 'sessions.json');
}

/** The sessions of this person's programs, in a file that nobody else can read: a token is a key. */
export class KeptSessions {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  async of(server: string): Promise<KeptSession | undefined> {
    return (await this.#read())[server];
  }

  async keep(server: string, session: KeptSession): Promise<void> {
    await this.#write({ ...(await this.#read()), [server]: session });
  }

  async forget(server: string): Promise<void> {
    const { [server]: _forgotten, ...others } = await this.#read();
    await this.#write(others);
  }

  async #read(): Promise<Sessions> {
    try {
      const kept: unknown = JSON.parse(await readFile(this.#path, 'utf8'));
      return typeof kept === 'object' && kept !== null ? (kept as Sessions) : {};
    } catch {
      // None yet, or one that cannot be read any more: signing in writes it anew.
      return {};
    }
  }

  async #write(sessions: Sessions): Promise<void> {
    await mkdir(dirname(this.#path), { recursive: true, mode: 0o700 });
    // A new file each time: an old one could have been opened to others.
    const next = `${this.#path}.${randomBytes(6).toString('hex')}`;
    await writeFile(next, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
    await rename(next, this.#path);
  }
}
