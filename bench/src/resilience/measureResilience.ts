import { PlainRoom } from '../../baseline/PlainRoom.ts';
import { type Summary, summarize } from '../statistics.ts';
import type { Heard } from './everybodyHears.ts';
import { Parley } from './Parley.ts';
import { gather, SIZES } from './scenarios.ts';
import { countFalseAlarms, type FalseAlarms } from './troubles.ts';

/** In milliseconds. */
export type Result = {
  readonly what: string;
  readonly contender: string;
  readonly peers: number;
  readonly runs: number;
  /** Runs in which it was not mended within half a minute. */
  readonly failed: number;
  /** Until the last of all peers hears again. Null when it was never mended. */
  readonly back: Summary | null;
  /** The longest time that any of them heard nothing. */
  readonly silence: Summary | null;
  /** Until somebody was told; null where nobody looks for it. */
  readonly found: Summary | null;
};

/** What is not mended twice will not be the third time; each costs half a minute. */
const FAILURES_THAT_SUFFICE = 2;

/** One scenario after the other, so often each. */
export async function measureResilience(
  runs: number,
  tell: (line: string) => void,
): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const peers of SIZES) {
    for (const contender of [new Parley(), new PlainRoom()]) {
      let gathering = await gather(contender, peers);
      for (let index = 0; index < gathering.scenarios.length; index += 1) {
        const heard: (Heard | undefined)[] = [];
        const failed = () => heard.filter((one) => one === undefined).length;
        while (heard.length < runs && failed() < FAILURES_THAT_SUFFICE) {
          const scenario = gathering.scenarios[index];
          heard.push(await scenario?.measure());
          // Whatever is still broken must not be counted again.
          if (scenario?.isFresh || heard.at(-1) === undefined) {
            await gathering.end();
            gathering = await gather(contender, peers);
          }
        }
        const mended = heard.filter((one) => one !== undefined);
        const found = mended.flatMap(({ foundMs }) => (foundMs === undefined ? [] : [foundMs]));
        const result: Result = {
          what: gathering.scenarios[index]?.name ?? '',
          contender: contender.name,
          peers,
          runs: heard.length,
          failed: failed(),
          back: mended.length > 0 ? summarize(mended.map(({ backMs }) => backMs)) : null,
          found: found.length > 0 ? summarize(found) : null,
          silence: mended.length > 0 ? summarize(mended.map(({ silenceMs }) => silenceMs)) : null,
        };
        results.push(result);
        const median = result.back ? `${Math.round(result.back.median)} ms` : 'not mended';
        tell(`${contender.name}: ${result.what}: ${median}`);
      }
      await gathering.end();
    }
  }
  return results;
}

const QUIET_S = 30;

/** How often somebody is told of a trouble while there is none. */
export async function measureFalseAlarms(): Promise<FalseAlarms> {
  const parley = new Parley();
  await parley.start();
  const listeners = await parley.join(3);
  const alarms = await countFalseAlarms(listeners, QUIET_S);
  for (const listener of listeners) await listener.leave();
  await parley.stop();
  return alarms;
}
