import { setTimeout as pause } from 'node:timers/promises';
import type { Heard } from './everybodyHears.ts';

/** One thing that goes wrong, and how long people notice it. */
export type Scenario = {
  readonly name: string;
  /**
   * With people who have just come, on a server that was just started. A server whose workers die again and
   * again waits longer, and one that has mended the same thing a moment ago takes a larger step.
   */
  readonly isFresh?: boolean;
  /** Once; undefined when it was not mended within half a minute. */
  readonly measure: () => Promise<Heard | undefined>;
};

/** People who have gathered, and what goes wrong with them; gone at the end. */
type Scene = { readonly scenarios: readonly Scenario[]; end(): Promise<void> };

/** Where the same people can gather again and again. */
export type Stage = { readonly contender: string; open(): Promise<Scene> };

/** Long enough for whatever the last event left behind to be over, and for a new one to be a new one. */
const BETWEEN_MS = 1_500;
/** What is not mended twice will not be the third time; each costs half a minute. */
const FAILURES_THAT_SUFFICE = 2;

export type Measured = {
  readonly name: string;
  readonly contender: string;
  /** One for each run; undefined where it was not mended. */
  readonly heard: readonly (Heard | undefined)[];
};

/** One scenario after the other, so often each. @param tell called after each scenario */
export async function measureStage(
  { contender, open }: Stage,
  runs: number,
  tell: (measured: Measured) => void,
): Promise<void> {
  let scene = await open();
  for (let index = 0; index < scene.scenarios.length; index += 1) {
    const heard: (Heard | undefined)[] = [];
    const failures = () => heard.filter((one) => one === undefined).length;
    while (heard.length < runs && failures() < FAILURES_THAT_SUFFICE) {
      const scenario = scene.scenarios[index];
      heard.push(await scenario?.measure());
      // Whatever is still broken must not be counted again.
      if (scenario?.isFresh || heard.at(-1) === undefined) {
        await scene.end();
        scene = await open();
      } else await pause(BETWEEN_MS);
    }
    tell({ name: scene.scenarios[index]?.name ?? '', contender, heard });
  }
  await scene.end();
}
