import type { Table } from '../report/Report.ts';
import { rounded, type Summary, summarize, withSpread } from '../statistics.ts';
import type { Cost } from './measureForwarding.ts';

/** What so many runs of one server have cost, by the place of the number of viewers in the list of sizes. */
export type Measured = { readonly contender: string; readonly costs: readonly Cost[] };

/** The limit, by which everything is divided. */
export const BARE = 'bare worker';
/** Of the packets that are due, so many have to come. With fewer, the receivers were measured, not the server. */
const ENOUGH = 0.98;
const NOT_MEASURABLE = 'not measurable on this machine';

/** Whether what came is what was sent: only then is the cost of a packet that of the server. */
function isWhole({ packets, due }: Pick<Cost, 'packets' | 'due'>): boolean {
  return packets >= due * ENOUGH;
}

/** Of the runs in which the receivers kept up; null when there is none. */
export function summaryOf(
  measured: readonly Measured[],
  name: string,
  index: number,
  figure: (cost: Cost) => number,
): Summary | null {
  const values = costsOf(measured, name, index).filter(isWhole).map(figure);
  return values.length > 0 ? summarize(values) : null;
}

export function costTable(measured: readonly Measured[], sizes: readonly number[]): Table {
  const names = [...new Set(measured.map(({ contender }) => contender))];
  const rows = sizes.flatMap((size, index) =>
    names.map((name) => {
      const of = (figure: (cost: Cost) => number) => summaryOf(measured, name, index, figure);
      const [packet, media, mbit] = [microsPerPacket, mediaMicrosPerPacket, millisPerMbit].map(of);
      const limit = summaryOf(measured, BARE, index, mediaMicrosPerPacket);
      const factor = (own: Summary | null | undefined) =>
        own && limit ? rounded(own.median / limit.median) : '–';
      return [
        size,
        name,
        packet ? withSpread(packet) : NOT_MEASURABLE,
        media ? withSpread(media) : '–',
        factor(packet),
        factor(media),
        mbit ? withSpread(mbit) : '–',
        withSpread(summarize(costsOf(measured, name, index).map(percentOfDue))),
      ];
    }),
  );
  return {
    title: 'Median of the runs (lowest–highest)',
    keys: 2,
    columns: [
      ...['viewers', 'server', 'µs per packet', 'of it the media worker'],
      ...['x bare worker', 'x, media worker alone', 'ms per Mbit', '% of the due packets that came'],
    ],
    rows,
  };
}

export function microsPerPacket({ mediaCpuS, serverCpuS, packets }: Cost): number {
  return ((mediaCpuS + serverCpuS) * 1e6) / packets;
}

function mediaMicrosPerPacket({ mediaCpuS, packets }: Cost): number {
  return (mediaCpuS * 1e6) / packets;
}

function millisPerMbit({ mediaCpuS, serverCpuS, bytes }: Cost): number {
  return ((mediaCpuS + serverCpuS) * 1e3) / ((bytes * 8) / 1e6);
}

function percentOfDue({ packets, due }: Cost): number {
  return (packets * 100) / due;
}

function costsOf(measured: readonly Measured[], name: string, index: number): Cost[] {
  return measured.flatMap(({ contender, costs }) => (contender === name ? (costs[index] ?? []) : []));
}
