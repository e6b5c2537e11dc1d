import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { freePorts } from '../../../../../tools/testing/freePorts.ts';
import { until } from '../../wire/support/until.ts';

const MAIN = fileURLToPath(new URL('../../../src/main.ts', import.meta.url));

/** The server as an operator runs it: a process with an environment, a log and an exit code. */
export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #exit: Promise<number | null>;
  stdout = '';
  stderr = '';

  /** @param environment what is set for it, and nothing else */
  constructor(environment: Record<string, string>) {
    this.#child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN], {
      env: {
        PATH: process.env['PATH'],
        MEDIASOUP_WORKER_BIN: process.env['MEDIASOUP_WORKER_BIN'],
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
    });
    this.#exit = once(this.#child, 'close').then(([code]) => code as number | null);
    onTestFinished(() => {
      this.#child.kill('SIGKILL');
    });
  }

  /** Its exit code; null when a signal ended it. */
  get exit(): Promise<number | null> {
    return this.#exit;
  }

  get log(): Record<string, unknown>[] {
    const lines = this.stdout.split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line));
  }

  /** Waits until it can be reached. */
  async url(): Promise<string> {
    let url: unknown;
    await until(
      'the server listens',
      () => {
        if (this.#child.exitCode !== null) throw new Error(`It ended:\n${this.stdout}${this.stderr}`);
        url = this.log.find(({ msg }) => msg === 'listening')?.['url'];
        return url;
      },
      120_000,
    );
    return String(url);
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

/** An environment of its own: free ports and an empty data folder, which goes away with the test. */
export async function ownEnvironment(): Promise<Record<string, string>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'parley-process-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  return {
    PORT: '0',
    DATA_DIR: dataDir,
    MEDIA_PORT: String(await freePorts(1)),
    MEDIA_WORKERS: '1',
    MEDIA_ANNOUNCED_ADDRESSES: '127.0.0.1',
  };
}
