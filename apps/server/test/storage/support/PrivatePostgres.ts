import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** A Postgres of the test's own: in a temporary directory, on a socket in it, gone at the end. */
export class PrivatePostgres {
  readonly #bin: string;
  readonly #directory: string;
  readonly #owner: Owner;
  #process: ChildProcess | undefined;
  #databases = 0;

  private constructor(bin: string, directory: string, owner: Owner) {
    this.#bin = bin;
    this.#directory = directory;
    this.#owner = owner;
  }

  static async start(): Promise<PrivatePostgres> {
    const bin = findBinaries();
    const owner = unprivilegedOwner();
    const directory = mkdtempSync(join(tmpdir(), 'parley-postgres-'));
    if ('uid' in owner) chownSync(directory, owner.uid, owner.gid);
    const server = new PrivatePostgres(bin, directory, owner);
    const data = join(directory, 'data');
    const options = ['-U', 'parley', '-A', 'trust', '--no-sync', '--encoding=UTF8', '--locale=C'];
    await run(join(bin, 'initdb'), ['-D', data, ...options], { ...owner, cwd: directory });
    await server.resume();
    return server;
  }

  /** Starts the server, again if it was stopped. */
  async resume(): Promise<void> {
    const data = join(this.#directory, 'data');
    const args = ['-D', data, '-k', this.#directory, '-c', 'listen_addresses=', '-c', 'fsync=off'];
    const options: SpawnOptions = {
      ...this.#owner,
      cwd: this.#directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    };
    const server = spawn(join(this.#bin, 'postgres'), args, options);
    this.#process = server;
    if (!server.stderr) throw new Error('postgres has no stderr');
    const lines: string[] = [];
    for await (const line of createInterface({ input: server.stderr })) {
      lines.push(line);
      if (line.includes('ready to accept connections')) {
        // Whatever it says later must not fill the pipe.
        server.stderr.resume();
        return;
      }
    }
    // Those of its processes that were killed are still on their way out.
    if (lines.some((line) => line.includes('pre-existing shared memory block'))) return this.resume();
    throw new Error(`Postgres did not start:\n${lines.join('\n')}`);
  }

  /** Breaks all connections; the databases stay. */
  async stop(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (!server || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    // "Fast shutdown": it does not wait until its clients leave.
    server.kill('SIGINT');
    await ended;
  }

  /** Stands still without closing anything, as on a machine that does nothing but swap. */
  freeze(): void {
    this.#signalAll('SIGSTOP');
  }

  thaw(): void {
    this.#signalAll('SIGCONT');
  }

  /** The power cut, until `resume`. */
  async kill9(): Promise<void> {
    const server = this.#process;
    this.#process = undefined;
    if (!server) return;
    const ended = once(server, 'exit');
    this.#signalAll('SIGKILL', server);
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** @returns the URL of a new, empty database */
  async createDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `parley_${this.#databases}`;
    const client = new Client({ connectionString: this.#url('postgres') });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    return this.#url(name);
  }

  /** The server and the process that it has for each connection. */
  #signalAll(signal: NodeJS.Signals, server = this.#process): void {
    if (!server?.pid) throw new Error('Postgres does not run');
    const children = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8');
    process.kill(server.pid, signal);
    for (const pid of children.split(' ').filter(Boolean).map(Number)) {
      try {
        process.kill(pid, signal);
      } catch (error) {
        // Some end by themselves: all of them without their server, one that cleans up when it is done.
        if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
      }
    }
  }

  #url(database: string): string {
    return `postgres://parley@localhost/${database}?host=${encodeURIComponent(this.#directory)}`;
  }
}

function findBinaries(): string {
  const found = [
    ...globSync('/usr/lib/postgresql/*/bin/initdb').sort(
      (a, b) => Number(b.split('/')[4]) - Number(a.split('/')[4]),
    ),
    ...(process.env['PATH'] ?? '').split(delimiter).flatMap((one) => globSync(join(one, 'initdb'))),
  ];
  const [initdb] = found;
  if (initdb) return dirname(initdb);
  throw new Error(
    'Postgres is not installed. `npm test` installs it (Debian: apt-get install postgresql).',
  );
}

type Owner = { uid: number; gid: number } | Record<string, never>;

/** Postgres refuses to run as root. */
function unprivilegedOwner(): Owner {
  if (process.getuid?.() !== 0) return {};
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const user =
    users.find((line) => /^postgres:/.test(line)) ?? users.find((line) => /^nobody:/.test(line));
  const [, , uid, gid] = user?.split(':') ?? [];
  if (!uid || !gid) throw new Error('There is no user `postgres` or `nobody` to run Postgres as.');
  return { uid: Number(uid), gid: Number(gid) };
}
