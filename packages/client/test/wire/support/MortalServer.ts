import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { freePort } from '../../../../../tools/testing/freePorts.ts';

const SCRIPT = new URL(
  '../../../../../apps/server/test/wire/support/people/mortalServer.ts',
  import.meta.url,
);

/** A server process that dies where it is told to, and comes back with the same data on the same port. */
export class MortalServer {
  readonly url: string;
  readonly dataDir: string;
  readonly #port: number;
  #child: ChildProcessByStdio<Writable, Readable, null> | undefined;
  #lines: AsyncIterator<string> | undefined;

  private constructor(port: number, dataDir: string) {
    this.#port = port;
    this.dataDir = dataDir;
    this.url = `http://127.0.0.1:${port}`;
  }

  static async start(): Promise<MortalServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-mortal-'));
    const server = new MortalServer(await freePort(), dataDir);
    await server.#run();
    return server;
  }

  async remove(): Promise<void> {
    const child = this.#child;
    if (child?.exitCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /**
   * Has it die at a step, as mortalServer.ts describes them, and come back.
   *
   * @returns what resolves when it is back
   */
  async dieAt(step: string): Promise<{ back: Promise<void> }> {
    const child = this.#child;
    if (child === undefined) throw new Error('the server does not run');
    const died = once(child, 'exit');
    child.stdin.write(`${step}\n`);
    await this.#says('armed');
    return { back: died.then(() => this.#run()) };
  }

  async #run(): Promise<void> {
    const args = ['--disable-warning=ExperimentalWarning', SCRIPT.pathname, this.dataDir];
    const child = spawn(process.execPath, [...args, String(this.#port)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await this.#says('ready');
  }

  async #says(expected: string): Promise<void> {
    const line = await this.#lines?.next();
    if (line?.value !== expected) throw new Error(`the server said ${line?.value}, not ${expected}`);
  }
}
