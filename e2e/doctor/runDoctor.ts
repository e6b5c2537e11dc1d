import { execFile } from 'node:child_process';
import { projectRoot } from '../fixtures/projectRoot.ts';

/** One line of the doctor. */
type Finding = { check: string; level: 'ok' | 'warn' | 'fail'; text: string; remedy?: string };

export type Diagnosis = { exitCode: number; findings: Finding[] };

/**
 * Has the doctor look at a deployment, as an operator does.
 * @param prefix what its command line begins with, to look from another network
 */
export function runDoctor(url: string, prefix: readonly string[] = []): Promise<Diagnosis> {
  const doctor = ['--disable-warning=ExperimentalWarning', 'tools/doctor/main.ts', url, '--json'];
  const [command = process.execPath, ...args] = [...prefix, process.execPath, ...doctor];
  return new Promise((resolve, reject) => {
    execFile(command, args, { cwd: projectRoot }, (error, stdout, stderr) => {
      try {
        resolve({ exitCode: Number(error?.code ?? 0), findings: JSON.parse(stdout) as Finding[] });
      } catch {
        reject(new Error(`the doctor said no JSON:\n${stdout}\n${stderr}`));
      }
    });
  });
}

/** What it calls broken. */
export function faultsOf({ findings }: Diagnosis): string[] {
  return findings.filter(({ level }) => level === 'fail').map(({ check }) => check);
}
