import type { Effort } from '../Effort.ts';
import { BareSfu, fittingLayer, largestLayer } from '../load/BareSfu.ts';
import { ParleySfu } from '../load/ParleySfu.ts';
import type { Sfu } from '../load/Sfu.ts';
import { TWO_LAYERS } from '../load/streams.ts';
import { linePlot } from '../report/linePlot.ts';
import { publish } from '../report/publish.ts';
import { rounded, summarize, withSpread } from '../statistics.ts';
import { type Grid, gridTable, measureGrid } from './grid.ts';
import { kbitPerViewer, measureRooms, type RoomCost } from './measureRooms.ts';
import { type Microphones, measureMicrophones, microphoneTable } from './microphones.ts';

const ABOUT = [
  'A room that grows. Everybody has a camera in two sizes (150 and 500 kbit/s), three have their microphone on, and ' +
    'everybody shows nine of the others in tiles of 320 by 180. A naive room sends everybody everything, in the ' +
    'largest size; it is measured as far as this machine goes.',
  'Parley on 2 workers has every other person on the other one, even where one would do: what is watched across goes ' +
    'from worker to worker once, and each has about half of the media.',
  'The bare worker does what Parley does for the media and nothing else. Streams are those that flow to one viewer. ' +
    'Memory is what the server has beyond an empty one, divided by the people. Joining is until both transports are made.',
];

const PAGE = 9;
const EVERYBODY = 100;
const FULL = { sizes: [4, 10, 25, 50, 100], naiveSizes: [4, 10, 25], forMs: 4_000 };
const SMALL = { sizes: [4, 10], naiveSizes: [4], forMs: 1_500 };

type Contender = { readonly sfu: Sfu; readonly sizes: readonly number[]; readonly pictures: number };
type Measured = {
  readonly contender: string;
  readonly run: number;
  readonly costs: readonly RoomCost[];
};

/** What a room costs as it grows. */
export async function benchRooms({ runs = 2, isSmall }: Effort): Promise<void> {
  const { sizes, naiveSizes, forMs } = isSmall ? SMALL : FULL;
  const measured: Measured[] = [];
  const grids: Grid[] = [];
  const microphones: Microphones[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const contenders: Contender[] = [
      { sfu: new ParleySfu(), sizes, pictures: PAGE },
      { sfu: new ParleySfu(2), sizes, pictures: PAGE },
      { sfu: new BareSfu('bare worker', fittingLayer), sizes, pictures: PAGE },
      { sfu: new BareSfu('naive room', largestLayer), sizes: naiveSizes, pictures: EVERYBODY },
    ];
    for (const { sfu, sizes, pictures } of contenders) {
      console.log(`run ${run} of ${runs}: ${sfu.name}`);
      const costs = await measureRooms(sfu, sizes, { pictures, camera: TWO_LAYERS, forMs });
      measured.push({ contender: sfu.name, run, costs });
    }
    grids.push(...(await measureGrid(run, isSmall ? 12 : 25, forMs)));
    microphones.push(...(await measureMicrophones(run, isSmall ? 10 : EVERYBODY, forMs)));
  }
  await publish({
    name: 'rooms',
    title: 'What a room costs as it grows',
    about: ABOUT,
    tables: [table(measured, sizes), gridTable(grids), microphoneTable(microphones)],
    plots: [
      plot(measured, 'Processor time of the server', 'per cent of a core', percentOfCore),
      plot(measured, 'What one viewer receives', 'kbit/s', kbitPerViewer),
    ],
    measured: { runs, forMs, measured, grids, microphones },
  });
}

function table(measured: readonly Measured[], sizes: readonly number[]) {
  const rows = sizes.flatMap((people) =>
    namesIn(measured).flatMap((name) => {
      const costs = costsOf(measured, name, people);
      if (costs.length === 0) return [];
      const spread = (figure: (cost: RoomCost) => number) => withSpread(summarize(costs.map(figure)));
      const joins = summarize(costs.flatMap(({ joinMs }) => joinMs));
      return [
        [
          people,
          name,
          spread(percentOfCore),
          spread(({ mediaCpuS, seconds }) => (mediaCpuS * 100) / seconds),
          spread(kbitPerViewer),
          spread(({ streams }) => streams / people),
          spread(({ memory }) => memory / people / 2 ** 20),
          rounded(joins.median),
          rounded(joins.p95),
        ],
      ];
    }),
  );
  const columns = [
    ...['people', 'server', '% of a core', 'of it the media workers', 'kbit/s per viewer'],
    ...['streams per viewer', 'MiB per peer', 'join ms', 'join ms, 95 %'],
  ];
  return { title: 'Median of the runs (lowest–highest)', keys: 2, columns, rows };
}

function plot(
  measured: readonly Measured[],
  title: string,
  y: string,
  figure: (cost: RoomCost) => number,
): string {
  const series = namesIn(measured).map((name) => {
    const sizes = new Set(
      measured.flatMap(({ contender, costs }) =>
        contender === name ? costs.map(({ people }) => people) : [],
      ),
    );
    const points = [...sizes].map((people) => {
      const { median, min, max } = summarize(costsOf(measured, name, people).map(figure));
      return { x: people, median, low: min, high: max };
    });
    return { name, points };
  });
  return linePlot({ title, x: 'people in the room', y, series });
}

function namesIn(measured: readonly Measured[]): string[] {
  return [...new Set(measured.map(({ contender }) => contender))];
}

function costsOf(measured: readonly Measured[], name: string, people: number): RoomCost[] {
  return measured
    .filter(({ contender }) => contender === name)
    .flatMap(({ costs }) => costs.filter((cost) => cost.people === people));
}

function percentOfCore({ mediaCpuS, serverCpuS, seconds }: RoomCost): number {
  return ((mediaCpuS + serverCpuS) * 100) / seconds;
}
