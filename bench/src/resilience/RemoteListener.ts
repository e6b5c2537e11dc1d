import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Gap, Stream } from '../GapLog.ts';
import type { Kind, Listener } from './Contender.ts';

const PROGRAM = fileURLToPath(new URL('remoteProgram.ts', import.meta.url));

/** Of one stream, in milliseconds since the epoch. */
export type Perceived = { readonly lastAt: number | null; readonly gaps: readonly Gap[] };
export type RemoteReport = { readonly heard: Perceived; readonly seen: Perceived };

const NOTHING: Perceived = { lastAt: null, gaps: [] };

/** Somebody who hums and is seen in a process, and so in a network, of their own. */
export class RemoteListener implements Listener {
  readonly name: string;
  readonly heard: Stream = inOurTime(() => this.#last.heard);
  readonly seen: Stream = inOurTime(() => this.#last.seen);
  readonly #process: ChildProcess;
  #last: RemoteReport = { heard: NOTHING, seen: NOTHING };

  /** @param prefix what its command line begins with, to run it in that network */
  constructor(prefix: readonly string[], contender: Kind, url: string, name: string) {
    this.name = name;
    const [command = '', ...args] = [
      ...prefix,
      ...[process.execPath, '--disable-warning=ExperimentalWarning', PROGRAM, contender, url, name],
    ];
    this.#process = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    if (!this.#process.stdout) throw new Error('a pipe was asked for');
    createInterface({ input: this.#process.stdout }).on('line', (line) => {
      this.#last = JSON.parse(line) as RemoteReport;
    });
  }

  async leave(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.stdin?.end();
    await gone;
  }
}

/** The same in the time of this process' `performance.now()`. */
function inOurTime(perceived: () => Perceived): Stream {
  const { timeOrigin } = performance;
  return {
    get lastAt() {
      const { lastAt } = perceived();
      return lastAt === null ? undefined : lastAt - timeOrigin;
    },
    gapsSince: (time) =>
      perceived()
        .gaps.map(({ from, to }) => ({ from: from - timeOrigin, to: to - timeOrigin }))
        .filter(({ to }) => to > time),
  };
}
