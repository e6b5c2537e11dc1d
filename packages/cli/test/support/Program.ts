import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

export const MAIN = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

type Ran = { code: number | null; stdout: string; stderr: string };

/** `parley`, as a shell runs it. */
export class Program {
  readonly #env: () => Record<string, string>;

  /** @param env beside the one of this process; asked for with each run */
  constructor(env: () => Record<string, string>) {
    this.#env = env;
  }

  start(args: readonly string[], env: Record<string, string> = {}) {
    const child = spawn(process.execPath, [MAIN, ...args], {
      env: { ...process.env, ...this.#env(), ...env },
    });
    // One that a failed test has left behind would go on for ever.
    onTestFinished(() => void child.kill('SIGKILL'));
    const said = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said.stderr += text;
    });
    const ended = once(child, 'close').then(([code]): Ran => ({ code: code as number | null, ...said }));
    return { child: child as ChildProcess, said, ended };
  }

  /** @param input what is piped into it */
  async run(args: readonly string[], env?: Record<string, string>, input = ''): Promise<Ran> {
    const { child, ended } = this.start(args, env);
    child.stdin?.end(input);
    return ended;
  }

  /** What a command with `--json` answers. @throws {Error} when it does not succeed */
  async ask(...args: string[]): Promise<unknown> {
    const { code, stdout, stderr } = await this.run([...args, '--json']);
    if (code !== 0) throw new Error(`${args.join(' ')}: ${code}, ${stderr}`);
    return JSON.parse(stdout);
  }
}
