import { circumstances, writeResults } from '../report.ts';
import { measureFalseAlarms, measureResilience, type Result } from './measureResilience.ts';
import { resultsPage } from './resultsPage.ts';

const MEANING =
  'Two of the people in the room hum, everybody listens to one of them. Measured is when the last of all hears ' +
  'again, counted from the event, and for a server that was killed from the moment it can be reached again; 0 ' +
  'means that nobody stopped hearing. All peers are real WebRTC stacks without a browser.';

/** How long people hear nothing when something breaks, beside a room that reloads and joins again. */
export async function benchResilience(runs: number): Promise<void> {
  const results = await measureResilience(runs, (line) => console.log(line));
  const alarms = await measureFalseAlarms();
  const quiet = `Told of a trouble in ${alarms.seconds} s without one: ${alarms.count} times.`;
  console.log(`\n${MEANING} ${circumstances()}\n`);
  console.table(results.map(toRow));
  console.log(quiet);
  const page = resultsPage(results, [MEANING, circumstances(), quiet]);
  await writeResults('resilience', { runs, results, falseAlarms: alarms }, page);
}

function toRow({ what, contender, runs, failed, back, silence, found }: Result) {
  const ms = (value: number | undefined) => (value === undefined ? '–' : Math.round(value));
  return {
    what,
    to: contender,
    'back, median ms': ms(back?.median),
    worst: ms(back?.max),
    'silence, median ms': ms(silence?.median),
    'worst silence': ms(silence?.max),
    'found, median ms': ms(found?.median),
    runs,
    'not mended': failed,
  };
}
