import { circumstances, writeResults } from '../report.ts';
import { measureResilience, type Result } from './measureResilience.ts';
import { resultsPage } from './resultsPage.ts';

const MEANING =
  'Two of the people in the room hum, everybody listens to one of them and, in rooms of up to three, watches them. ' +
  'Measured is when the last of all hears again, counted from the event, and for a server that was killed from the ' +
  'moment it can be reached again; 0 means that nobody stopped hearing. The others are those whom it did not ' +
  'happen to; where it happens to all, all. All peers are real WebRTC stacks without a browser.';

/** How long people hear nothing when something breaks, beside a room that reloads and joins again. */
export async function benchResilience(runs: number, quietSeconds: number): Promise<void> {
  const { results, falseAlarms } = await measureResilience(runs, quietSeconds, (result) => {
    const median = result.back ? `${Math.round(result.back.median)} ms` : 'not mended';
    console.log(`${result.contender}: ${result.what}: ${median}`);
  });
  const quiet = `Told of a trouble in ${falseAlarms.seconds} s without one: ${falseAlarms.count} times.`;
  console.log(`\n${MEANING} ${circumstances()}\n`);
  console.table(results.map(toRow));
  console.log(quiet);
  const page = resultsPage(results, [MEANING, circumstances(), quiet]);
  await writeResults('resilience', { runs, results, falseAlarms }, page);
}

function toRow(result: Result) {
  const { what, contender, runs, failed, back, silence, othersSilence, othersFrozen, found } = result;
  const ms = (value: number | undefined) => (value === undefined ? '–' : Math.round(value));
  return {
    what,
    to: contender,
    'back, median ms': ms(back?.median),
    worst: ms(back?.max),
    'silence, median ms': ms(silence?.median),
    'worst silence': ms(silence?.max),
    'silence of others, median ms': ms(othersSilence?.median),
    'worst of others': ms(othersSilence?.max),
    'frozen for others, median ms': ms(othersFrozen?.median),
    'worst frozen': ms(othersFrozen?.max),
    'found, median ms': ms(found?.median),
    'worst found': ms(found?.max),
    runs,
    'not mended': failed,
  };
}
