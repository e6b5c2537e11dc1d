import { rounded, summarize, withSpread } from '../statistics.ts';
import type { Table } from './Report.ts';

/** Something that was measured several times, and the same at whatever it is compared with. */
export type Figure = {
  readonly what: string;
  readonly unit: string;
  readonly values: readonly number[];
  readonly baseline?: { readonly name: string; readonly values: readonly number[] };
};

/** A row for each figure; the factor is of the medians. */
export function comparison(title: string, figures: readonly Figure[]): Table {
  return {
    title,
    keys: 2,
    columns: [
      'what',
      'unit',
      'times',
      'median (lowest–highest)',
      '95 %',
      'baseline',
      'its median',
      'x baseline',
    ],
    rows: figures.map(({ what, unit, values, baseline }) => {
      const own = summarize(values);
      const other = baseline && summarize(baseline.values);
      return [
        ...[what, unit, own.count, withSpread(own), rounded(own.p95), baseline?.name ?? '–'],
        other ? withSpread(other) : '–',
        // What is not measurable at the baseline, as growth of a memory that was large enough, is no divisor.
        other && other.median > 0 ? rounded(own.median / other.median) : '–',
      ];
    }),
  };
}

/** The figures of several runs as one list: what was measured in each stands side by side. */
export function gathered(runs: readonly (readonly Figure[])[]): Figure[] {
  const [first = []] = runs;
  return first.map((figure, index) => {
    const all = runs.flatMap((run) => run[index] ?? []);
    return {
      ...figure,
      values: all.flatMap(({ values }) => values),
      ...(figure.baseline && {
        baseline: { ...figure.baseline, values: all.flatMap(({ baseline }) => baseline?.values ?? []) },
      }),
    };
  });
}
