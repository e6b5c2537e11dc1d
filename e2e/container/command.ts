import { spawn } from 'node:child_process';

export type CommandOptions = {
  readonly env?: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** What is written to the command's standard input. */
  readonly input?: string;
};

type CommandResult = { readonly exitCode: number; readonly stdout: string; readonly all: string };

/** Runs a command to its end and answers with what it printed, however it ended. */
function attempt(
  command: string,
  args: readonly string[],
  { env, cwd, input }: CommandOptions = {},
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: 'pipe' });
    let stdout = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      all += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, stdout, all }));
    child.stdin.end(input);
  });
}

/**
 * Runs a command that has to succeed.
 *
 * @returns its standard output
 */
export async function command(
  name: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const { exitCode, stdout, all } = await attempt(name, args, options);
  if (exitCode === 0) return stdout;
  throw new Error(`${name} ${args.join(' ')} ended with ${exitCode}\n${all.slice(-4000)}`);
}

/** Whether a program can be started and ends well. */
export async function succeeds(
  name: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<boolean> {
  try {
    return (await attempt(name, args, options)).exitCode === 0;
  } catch {
    return false;
  }
}
