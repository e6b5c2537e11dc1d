import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CallState, ConnectionState } from '@parley/client/session/store/CallState';
import type { HomeNetwork } from './HomeNetwork.ts';
import type { RepairCounts } from './Repairs.ts';

const PROGRAM = fileURLToPath(new URL('headlessProgram.ts', import.meta.url));

/** What somebody without a browser gets to know. */
export type Perception = {
  /** Decoded pictures of others, since the beginning. */
  readonly frames: number;
  /** Samples of others' sound, silent ones too, since the beginning. */
  readonly samples: number;
  /** Those of them that are no silence. */
  readonly loudSamples: number;
  /** Which page can be read on the shared screen, the first one being 0; null when none. */
  readonly pageRead: number | null;
  readonly repairs: RepairCounts;
  readonly connection: ConnectionState['status'];
  readonly mediaPath: CallState['mediaPath'];
  readonly selfId: string | null;
  readonly peerIds: readonly string[];
  readonly publicationIds: readonly string[];
};

/** Somebody in a call without a browser, in a network of their own. Costs a tenth of what a browser does. */
export class HeadlessPerson {
  readonly #process: ChildProcess;
  readonly #complaints: string[] = [];
  #last: Perception | undefined;

  private constructor(child: ChildProcess) {
    this.#process = child;
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#complaints.push(text));
    if (child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.#last = JSON.parse(line) as Perception;
      });
    }
  }

  /**
   * Settles once this person is in the call.
   *
   * @param shows pages of text on a shared screen instead of the picture
   */
  static async join(
    network: HomeNetwork,
    url: string,
    room: string,
    name: string,
    shows: 'camera' | 'pages' = 'camera',
  ): Promise<HeadlessPerson> {
    const { prefix } = network.machine;
    const [command = '', ...args] = [...prefix, process.execPath, PROGRAM, url, room, name, shows];
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'] });
    const person = new HeadlessPerson(child);
    const ended = once(child, 'exit').then(() => false);
    while (!person.#last) {
      const said = child.stdout ? once(child.stdout, 'data').then(() => true) : ended;
      if (!(await Promise.race([said, ended]))) {
        throw new Error(`${name} did not come into the call:\n${person.complaints}`);
      }
    }
    return person;
  }

  get perception(): Perception {
    if (!this.#last) throw new Error('nothing was perceived yet');
    return this.#last;
  }

  /** What the program wrote to its error output. */
  get complaints(): string {
    return this.#complaints.join('');
  }

  /** Whether pictures and sound come in; what was still on its way when asked does not count. */
  async perceivesOthers(): Promise<boolean> {
    await this.#reports(10);
    const before = this.perception;
    await this.#reports(5);
    const { frames, loudSamples } = this.perception;
    return frames > before.frames && loudSamples > before.loudSamples;
  }

  /** What share of the sound of the next `seconds` is no silence, and how many pictures came. */
  async perceiveFor(seconds: number): Promise<{ loudness: number; frames: number }> {
    const before = this.perception;
    await this.#reports(seconds * 10);
    const { frames, samples, loudSamples } = this.perception;
    return {
      loudness: (loudSamples - before.loudSamples) / Math.max(1, samples - before.samples),
      frames: frames - before.frames,
    };
  }

  /** Whether that page can be read, and goes on to be for so long. */
  async reads(page: number, seconds: number): Promise<boolean> {
    for (let looks = 0; looks < seconds * 10; looks += 1) {
      await this.#reports(1);
      if (this.perception.pageRead !== page) return false;
    }
    return true;
  }

  /** Shows the next page on the shared screen. */
  turnPage(): void {
    this.#process.stdin?.write('\n');
  }

  async leave(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.stdin?.end();
    await gone;
  }

  async #reports(count: number): Promise<void> {
    const stdout = this.#process.stdout;
    for (let said = 0; stdout && said < count; said += 1) await once(stdout, 'data');
  }
}
