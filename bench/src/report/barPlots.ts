import { rounded, summarize } from '../statistics.ts';
import type { Figure } from './comparison.ts';
import { escapeHtml } from './escapeHtml.ts';
import { labelOf, niceTicks } from './ticks.ts';

const WIDTH = 720;
const EDGE = 16;
/** Of a figure: its name, its bar, and its baseline's. */
const NAME = 20;
const BAR = 16;
const GAP = 8;
/** At the right end, for the value of the longest bar. */
const VALUE = 70;
/** Okabe and Ito's. The baseline's bar is also hollow. */
const OWN = { stroke: '#0072b2', fill: '#0072b2' };
const BASELINE = { stroke: '#d55e00', fill: 'none' };

/** One plot for each unit: a bar as long as the median with a whisker for what the runs differ, the baseline below. */
export function barPlots(figures: readonly Figure[]): string[] {
  const units = [...new Set(figures.map(({ unit }) => unit))];
  return units.map((unit) => {
    const ofUnit = figures.filter((figure) => figure.unit === unit);
    return barPlot(unit, ofUnit);
  });
}

function barPlot(unit: string, figures: readonly Figure[]): string {
  const all = figures.flatMap(({ values, baseline }) => [...values, ...(baseline?.values ?? [])]);
  const ticks = niceTicks(Math.max(...all, Number.MIN_VALUE));
  const scale = (WIDTH - 2 * EDGE - VALUE) / (ticks.at(-1) ?? 1);
  let y = EDGE;
  const drawn = figures.map(({ what, values, baseline }) => {
    const name = baseline ? `${what} (hollow: ${baseline.name})` : what;
    const parts = [`<text x="${EDGE}" y="${y + NAME - 6}">${escapeHtml(name)}</text>`];
    y += NAME;
    parts.push(bar(y, scale, values, OWN));
    y += BAR;
    if (baseline) {
      parts.push(bar(y, scale, baseline.values, BASELINE));
      y += BAR;
    }
    y += GAP;
    return parts.join('\n');
  });
  const grid = ticks.map((tick) => {
    const x = round(EDGE + tick * scale);
    return (
      `<path class="grid" d="M${x} ${EDGE}V${y}"/>` +
      `<text x="${x}" y="${y + 18}" text-anchor="middle">${labelOf(tick)}</text>`
    );
  });
  return `<figure><figcaption>${escapeHtml(unit)}</figcaption>
<svg role="img" aria-label="${escapeHtml(unit)}" viewBox="0 0 ${WIDTH} ${y + EDGE + BAR}">
${[...grid, ...drawn].join('\n')}
</svg></figure>`;
}

function bar(y: number, scale: number, values: readonly number[], { stroke, fill }: typeof OWN): string {
  const { median, min, max } = summarize(values);
  const [low, high] = [round(EDGE + min * scale), round(EDGE + max * scale)];
  return (
    `<g stroke="${stroke}"><rect x="${EDGE}" y="${y}" width="${round(median * scale)}" height="${BAR - 4}" fill="${fill}"/>` +
    `<path d="M${low} ${y + BAR - 2}H${high}"/></g>` +
    `<text x="${high + 6}" y="${y + BAR - 5}">${rounded(median)}</text>`
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
