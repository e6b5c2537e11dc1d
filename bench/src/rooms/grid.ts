import { BareSfu, fittingLayer } from '../load/BareSfu.ts';
import { ParleySfu } from '../load/ParleySfu.ts';
import type { Sfu } from '../load/Sfu.ts';
import { CROWD, type Rate, UNAWARE } from '../load/streams.ts';
import { summarize, withSpread } from '../statistics.ts';
import { kbitPerViewer, measureRooms, type RoomCost } from './measureRooms.ts';

/** Everybody shows everybody else, in tiles of one size. */
export type Grid = {
  readonly what: string;
  readonly run: number;
  readonly cost: RoomCost;
};

type Way = { readonly what: string; readonly sfu: () => Sfu; readonly camera: readonly Rate[] };

const WAYS: readonly Way[] = [
  { what: 'Parley, whose cameras know of the crowd', sfu: () => new ParleySfu(), camera: CROWD },
  { what: 'Parley, cameras that do not', sfu: () => new ParleySfu(), camera: UNAWARE },
  {
    what: 'bare worker, all of the smallest size',
    sfu: () => new BareSfu('bare worker', fittingLayer),
    camera: UNAWARE,
  },
];

export async function measureGrid(run: number, people: number, forMs: number): Promise<Grid[]> {
  const grids: Grid[] = [];
  for (const { what, sfu, camera } of WAYS) {
    console.log(`a grid of ${people}: ${what}`);
    const costs = await measureRooms(sfu(), [people], { pictures: people - 1, camera, forMs });
    for (const cost of costs) grids.push({ what, run, cost });
  }
  return grids;
}

export function gridTable(grids: readonly Grid[]) {
  const rows = WAYS.map(({ what }) => {
    const costs = grids.filter((grid) => grid.what === what).map(({ cost }) => cost);
    const spread = (figure: (cost: RoomCost) => number) => withSpread(summarize(costs.map(figure)));
    return [
      what,
      spread(kbitPerViewer),
      spread(({ bytes, seconds, people }) => bytes / seconds / people),
      spread(({ streams, people }) => streams / people),
    ];
  });
  const columns = ['server', 'kbit/s per viewer', 'bytes per viewer and second', 'streams per viewer'];
  const people = grids[0]?.cost.people ?? 0;
  return { title: `A grid of ${people}: everybody shows all others`, keys: 1, columns, rows };
}
