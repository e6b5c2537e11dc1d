import { circumstances, writeResults } from '../report.ts';
import type { Summary } from '../statistics.ts';
import { measureResilience, type Result } from './measureResilience.ts';
import { resultsPage } from './resultsPage.ts';

const MEANING =
  'Two of the people in the room hum, everybody listens to one of them and, in rooms of up to three, watches them. ' +
  'Measured is when the last of all hears again, counted from the event, and for a server that was killed from the ' +
  'moment it can be reached again; 0 means that nobody stopped hearing. The others are those whom it did not ' +
  'happen to; where it happens to all, all. Networks that change are namespaces behind routers, the rest is one ' +
  'loopback. All peers are real WebRTC stacks without a browser.';

/** How long people hear nothing when something breaks, beside a room that reloads and joins again. */
export async function benchResilience(runs: number, quietSeconds: number): Promise<void> {
  const measured = await measureResilience(runs, quietSeconds, (result) => {
    const median = result.back ? `${Math.round(result.back.median)} ms` : 'not mended';
    console.log(`${result.contender}: ${result.what}: ${median}`);
  });
  const { results, falseAlarms, noNetworks } = measured;
  const quiet = `Told of a trouble in ${falseAlarms.seconds} s without one: ${falseAlarms.count} times.`;
  console.log(`\n${MEANING} ${circumstances()}\nMedian / worst, in ms:\n`);
  console.table(results.map(toRow));
  const notes = [quiet, ...(noNetworks ? [`Nothing was measured on networks. ${noNetworks}`] : [])];
  console.log(notes.join('\n'));
  const page = resultsPage(results, [MEANING, circumstances(), ...notes]);
  await writeResults('resilience', { runs, ...measured }, page);
}

/** Medians and worst cases in milliseconds. */
function toRow(result: Result) {
  const { what, contender, runs, failed, back, silence, othersSilence, othersFrozen, found } = result;
  return {
    what,
    to: contender,
    back: medianAndWorst(back),
    silence: medianAndWorst(silence),
    'silence of others': medianAndWorst(othersSilence),
    'frozen for others': medianAndWorst(othersFrozen),
    found: medianAndWorst(found),
    runs,
    'not mended': failed,
  };
}

function medianAndWorst(summary: Summary | null): string {
  return summary ? `${Math.round(summary.median)} / ${Math.round(summary.max)}` : '–';
}
