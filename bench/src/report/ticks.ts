const WANTED = 5;
const STEPS = [1, 2, 2.5, 5, 10];

/** Round numbers from 0 up to the first that covers the largest value, about five of them. */
export function niceTicks(largest: number): number[] {
  const rough = largest / WANTED;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = (STEPS.find((one) => one * power >= rough * 0.999) ?? 10) * power;
  const count = Math.ceil(largest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(12)));
}

export function labelOf(tick: number): string {
  return tick.toLocaleString('en', { maximumSignificantDigits: 3 });
}
