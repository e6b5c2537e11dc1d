/** Of a list of measurements, in the unit that went in. */
export type Summary = { count: number; min: number; median: number; p95: number; max: number };

/** @throws RangeError without a measurement: a benchmark that measured nothing has no result */
export function summarize(values: readonly number[]): Summary {
  if (values.length === 0) throw new RangeError('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    min: quantile(sorted, 0),
    median: quantile(sorted, 0.5),
    p95: quantile(sorted, 0.95),
    max: quantile(sorted, 1),
  };
}

/** The nearest rank: a value that was really measured. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** As it stands in a table: three digits say all that runs on one machine can. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

/** Median and, in brackets, between which values the runs lay. */
export function withSpread({ median, min, max }: Summary): string {
  return `${rounded(median)} (${rounded(min)}–${rounded(max)})`;
}
