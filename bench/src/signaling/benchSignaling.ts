import type { Effort } from '../Effort.ts';
import { barPlots } from '../report/barPlots.ts';
import { comparison, type Figure, gathered } from '../report/comparison.ts';
import { publish } from '../report/publish.ts';
import { fanOut } from './fanOut.ts';
import { joinsAndMemory } from './joinsAndMemory.ts';
import { keptChat } from './keptChat.ts';

const ABOUT = [
  'Bare sockets, no media: peers join and have their transports made, and send no packet. The sockets are all in ' +
    'one process beside the server, which costs about as much as the server does: times until all have heard are ' +
    'those of both together, processor times those of the server alone.',
];

const FULL = { peers: 1_000, listeners: 1_000, writers: 100 };
const SMALL = { peers: 40, listeners: 40, writers: 20 };

/** What signalling can take. */
export async function benchSignaling({ runs = 3, isSmall }: Effort): Promise<void> {
  const { peers, listeners, writers } = isSmall ? SMALL : FULL;
  const measured: Figure[][] = [];
  for (let run = 1; run <= runs; run += 1) {
    console.log(`run ${run} of ${runs}`);
    measured.push([
      ...(await joinsAndMemory(peers)),
      ...(await fanOut(listeners)),
      ...(await keptChat(writers)),
    ]);
  }
  await publish({
    name: 'signaling',
    title: 'What signalling can take',
    about: ABOUT,
    tables: [comparison(`${peers} peers`, gathered(measured))],
    plots: barPlots(gathered(measured)),
    measured: { runs, peers, listeners, writers, measured },
  });
}
