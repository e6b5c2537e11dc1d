import type { Effort } from '../Effort.ts';
import { BareSfu, fittingLayer, largestLayer } from '../load/BareSfu.ts';
import { ParleySfu } from '../load/ParleySfu.ts';
import { PlainSfu } from '../load/PlainSfu.ts';
import type { Sfu } from '../load/Sfu.ts';
import type { Plot } from '../report/linePlot.ts';
import { publish } from '../report/publish.ts';
import type { Table } from '../report/Report.ts';
import { rounded, type Summary, summarize, withSpread } from '../statistics.ts';
import { type Cost, measureForwarding } from './measureForwarding.ts';

const ABOUT = [
  'One person sends sound (48 kbit/s) and a picture in three sizes (150, 500 and 1,700 kbit/s); 1 to 200 others ' +
    'receive both, in tiles of 320 by 180. Consumers are streams that go out: two for each viewer. What the ' +
    'processes of the server use is counted, not what the load uses.',
  'The limit is a bare mediasoup worker that forwards the same to the same peers (ICE, DTLS, SRTP) with nothing ' +
    'around it; plain RTP is the same without encryption; the naive room knows nothing of tiles and sends everybody ' +
    'the largest picture. Parley is measured with its Node process: signalling, and the reports of all peers on ' +
    'what arrives, every two seconds.',
  'Factors are against the bare worker of the same run. Peers send no bandwidth estimation: the wished picture comes.',
];

const SIZES = [1, 10, 50, 100, 200];
const SMALL_SIZES = [1, 10];
const FOR_MS = 4_000;
const SMALL_FOR_MS = 1_500;

const contenders = (): Sfu[] => [
  new BareSfu('bare worker', fittingLayer),
  new ParleySfu(),
  new PlainSfu(fittingLayer),
  new BareSfu('naive room', largestLayer),
];

type Measured = { readonly contender: string; readonly run: number; readonly costs: readonly Cost[] };

/** What forwarding one packet costs the server. */
export async function benchForwarding({ runs = 3, isSmall }: Effort): Promise<void> {
  const [sizes, forMs] = isSmall ? [SMALL_SIZES, SMALL_FOR_MS] : [SIZES, FOR_MS];
  const measured: Measured[] = [];
  for (let run = 1; run <= runs; run += 1) {
    // Each run has all contenders one after the other: what else happens on the machine hits all of them.
    for (const sfu of contenders()) {
      console.log(`run ${run} of ${runs}: ${sfu.name}`);
      measured.push({ contender: sfu.name, run, costs: await measureForwarding(sfu, { sizes, forMs }) });
    }
  }
  const names = [...new Set(measured.map(({ contender }) => contender))];
  const of = (name: string, index: number, figure: (cost: Cost) => number): Summary =>
    summarize(
      measured.flatMap(({ contender, costs }) => {
        const cost = contender === name && costs[index];
        return cost ? [figure(cost)] : [];
      }),
    );
  const plot = (title: string, y: string, figure: (cost: Cost) => number): Plot => ({
    title,
    x: 'viewers',
    y,
    series: names.map((name) => ({
      name,
      points: sizes.map((size, index) => {
        const { median, min, max } = of(name, index, figure);
        return { x: size, median, low: min, high: max };
      }),
    })),
  });
  await publish({
    name: 'forwarding',
    title: 'What forwarding costs',
    about: ABOUT,
    tables: [table(names, sizes, of)],
    plots: [
      plot('Processor time for each packet that goes out', 'microseconds', microsPerPacket),
      plot('Processor time for all viewers', 'per cent of a core', (cost) => percentOfCore(cost, forMs)),
    ],
    measured: { runs, sizes, forMs, measured },
  });
}

function table(
  names: readonly string[],
  sizes: readonly number[],
  of: (name: string, index: number, figure: (cost: Cost) => number) => Summary,
): Table {
  const rows = sizes.flatMap((size, index) =>
    names.map((name) => {
      const packet = of(name, index, microsPerPacket);
      const media = of(name, index, mediaMicrosPerPacket);
      const limit = of('bare worker', index, mediaMicrosPerPacket);
      return [
        size,
        name,
        withSpread(packet),
        withSpread(media),
        rounded(packet.median / limit.median),
        rounded(media.median / limit.median),
        withSpread(of(name, index, millisPerMbit)),
        rounded(of(name, index, ({ packets }) => packets).median),
      ];
    }),
  );
  return {
    title: 'Median of the runs (lowest–highest)',
    columns: [
      ...['viewers', 'server', 'µs per packet', 'of it the media worker'],
      ...['x bare worker', 'x, media worker alone', 'ms per Mbit', 'packets'],
    ],
    rows,
  };
}

function mediaMicrosPerPacket({ mediaCpuS, packets }: Cost): number {
  return (mediaCpuS * 1e6) / packets;
}

function microsPerPacket({ mediaCpuS, serverCpuS, packets }: Cost): number {
  return ((mediaCpuS + serverCpuS) * 1e6) / packets;
}

function millisPerMbit({ mediaCpuS, serverCpuS, bytes }: Cost): number {
  return ((mediaCpuS + serverCpuS) * 1e3) / ((bytes * 8) / 1e6);
}

function percentOfCore({ mediaCpuS, serverCpuS }: Cost, forMs: number): number {
  return ((mediaCpuS + serverCpuS) * 100) / (forMs / 1_000);
}
