import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server in a process of its own, which says `"msg":"listening"` on its output when it can be reached. */
export class ServerProcess {
  readonly #program: string;
  readonly #environment: NodeJS.ProcessEnv;
  readonly #prefix: readonly string[];
  #child: ChildProcess | undefined;
  #listening: Readonly<Record<string, unknown>> = {};

  /** @param prefix what its command line begins with, to run it in another network */
  constructor(program: string, environment: NodeJS.ProcessEnv, prefix: readonly string[] = []) {
    this.#program = program;
    this.#prefix = prefix;
    this.#environment = { ...process.env, ...environment };
  }

  /** Resolves when it can be reached. */
  async start(): Promise<void> {
    const [command = '', ...args] = [
      ...this.#prefix,
      ...[process.execPath, '--disable-warning=ExperimentalWarning', this.#program],
    ];
    const child = spawn(command, args, {
      env: this.#environment,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const said: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      said.push(line);
      if (!line.includes('"msg":"listening"')) continue;
      this.#listening = JSON.parse(line);
      // A pipe that nobody reads would stop the server when it is full.
      child.stdout.resume();
      return;
    }
    throw new Error(`the server did not start:\n${said.join('\n')}`);
  }

  /** What it said of itself when it began to listen. */
  said(name: string): unknown {
    return this.#listening[name];
  }

  /** Resolves when it ended by itself. */
  async ended(): Promise<void> {
    if (this.#child?.exitCode === null && this.#child.signalCode === null)
      await once(this.#child, 'exit');
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
}
