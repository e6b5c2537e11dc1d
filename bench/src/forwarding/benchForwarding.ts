import type { Effort } from '../Effort.ts';
import { BareSfu, fittingLayer, type LayerChoice, largestLayer } from '../load/BareSfu.ts';
import { ParleySfu } from '../load/ParleySfu.ts';
import { PlainSfu } from '../load/PlainSfu.ts';
import type { Sfu } from '../load/Sfu.ts';
import { linePlot } from '../report/linePlot.ts';
import { publish } from '../report/publish.ts';
import { BARE, costTable, type Measured, microsPerPacket, summaryOf } from './costTable.ts';
import { type Cost, measureForwarding } from './measureForwarding.ts';

const ABOUT = [
  'One person sends sound (48 kbit/s) and a picture in three sizes (150, 500 and 1,700 kbit/s); 1 to 200 others ' +
    'receive both, in tiles of 320 by 180. Consumers are streams that go out: two for each viewer. What the ' +
    'processes of the server use is counted, not what the load uses.',
  'The limit is a bare mediasoup worker that forwards the same to the same peers (ICE, DTLS, SRTP) with nothing ' +
    'around it; plain RTP is the same without encryption; the naive room knows nothing of tiles and sends everybody ' +
    'the largest picture. Parley is measured with its Node process: signalling, and the reports of all peers on ' +
    'what arrives, every two seconds.',
  'A figure counts only where at least 98 % of the packets that were due came at the viewers: where they are too ' +
    'many for the machine that plays them, the cost of a packet is not that of the server.',
  'Factors are against the bare worker of the same run. Peers send no bandwidth estimation: the wished picture comes.',
];

const SIZES = [1, 10, 50, 100, 200];
const SMALL_SIZES = [1, 10];
const FOR_MS = 6_000;
const SMALL_FOR_MS = 1_500;

type Contender = { readonly sfu: Sfu; readonly layer: LayerChoice };

const contenders = (): Contender[] => [
  { sfu: new BareSfu(BARE, fittingLayer), layer: fittingLayer },
  { sfu: new ParleySfu(), layer: fittingLayer },
  { sfu: new PlainSfu(fittingLayer), layer: fittingLayer },
  { sfu: new BareSfu('naive room', largestLayer), layer: largestLayer },
];

/** What forwarding one packet costs the server. */
export async function benchForwarding({ runs = 3, isSmall }: Effort): Promise<void> {
  const [sizes, forMs] = isSmall ? [SMALL_SIZES, SMALL_FOR_MS] : [SIZES, FOR_MS];
  const measured: (Measured & { readonly run: number })[] = [];
  for (let run = 1; run <= runs; run += 1) {
    // Each run has all contenders one after the other: what else happens on the machine hits all of them.
    for (const { sfu, layer } of contenders()) {
      console.log(`run ${run} of ${runs}: ${sfu.name}`);
      const costs = await measureForwarding(sfu, { sizes, forMs, layer });
      measured.push({ contender: sfu.name, run, costs });
    }
  }
  const names = [...new Set(measured.map(({ contender }) => contender))];
  const plot = (title: string, y: string, figure: (cost: Cost) => number) =>
    linePlot({
      title,
      x: 'viewers',
      y,
      series: names.map((name) => ({
        name,
        points: sizes.flatMap((size, index) => {
          const summary = summaryOf(measured, name, index, figure);
          return summary ? { x: size, median: summary.median, low: summary.min, high: summary.max } : [];
        }),
      })),
    });
  await publish({
    name: 'forwarding',
    title: 'What forwarding costs',
    about: ABOUT,
    tables: [costTable(measured, sizes)],
    plots: [
      plot('Processor time for each packet that goes out', 'microseconds', microsPerPacket),
      plot('Processor time for all viewers', 'per cent of a core', (cost) => percentOfCore(cost, forMs)),
    ],
    measured: { runs, sizes, forMs, measured },
  });
}

function percentOfCore({ mediaCpuS, serverCpuS }: Cost, forMs: number): number {
  return ((mediaCpuS + serverCpuS) * 100) / (forMs / 1_000);
}
