import { ParleySfu } from '../load/ParleySfu.ts';
import { rounded, summarize, withSpread } from '../statistics.ts';
import { kbitPerViewer, measureRooms, type Quiet, type RoomCost } from './measureRooms.ts';

/** A room without pictures in which three talk, by what the others' microphones do. */
export type Microphones = { readonly what: string; readonly run: number; readonly cost: RoomCost };

type Way = { readonly what: string; readonly quiet?: Quiet };

/** The first one is the baseline: what three talkers cost. */
const WAYS: readonly Way[] = [
  { what: 'the others have none' },
  { what: 'the others are muted', quiet: 'muted' },
  { what: 'the others are on and at rest', quiet: 'at rest' },
  { what: 'the others are on and send silence', quiet: 'on' },
];

export async function measureMicrophones(
  run: number,
  people: number,
  forMs: number,
): Promise<Microphones[]> {
  const measured: Microphones[] = [];
  for (const { what, ...habits } of WAYS) {
    console.log(`three of ${people} talk: ${what}`);
    const sizes = [people];
    const costs = await measureRooms(new ParleySfu(), sizes, {
      pictures: 0,
      camera: null,
      forMs,
      ...habits,
    });
    for (const cost of costs) measured.push({ what, run, cost });
  }
  return measured;
}

export function microphoneTable(measured: readonly Microphones[]) {
  const rows = WAYS.map(({ what }) => {
    const costs = measured.filter((one) => one.what === what).map(({ cost }) => cost);
    const spread = (figure: (cost: RoomCost) => number) => withSpread(summarize(costs.map(figure)));
    const joins = summarize(costs.flatMap(({ joinMs }) => joinMs));
    return [
      what,
      spread(({ mediaCpuS, serverCpuS, seconds }) => ((mediaCpuS + serverCpuS) * 100) / seconds),
      spread(kbitPerViewer),
      spread(({ streams, people }) => streams / people),
      spread(({ memory, people }) => memory / people / 2 ** 20),
      rounded(joins.median),
      rounded(joins.p95),
    ];
  });
  const columns = [
    ...['microphones', '% of a core', 'kbit/s per viewer', 'streams per viewer'],
    ...['MiB per peer', 'join ms', 'join ms, 95 %'],
  ];
  const people = measured[0]?.cost.people ?? 0;
  return { title: `Three of ${people} talk, without pictures`, keys: 1, columns, rows };
}
