import { escapeHtml } from './escapeHtml.ts';
import { labelOf, niceTicks } from './ticks.ts';

/** One measured point: the median, and between which values the runs lay. */
type Point = {
  readonly x: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
};

export type Plot = {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly series: readonly { readonly name: string; readonly points: readonly Point[] }[];
};

const WIDTH = 720;
const HEIGHT = 320;
const EDGE = { left: 70, right: 20, top: 16, bottom: 46 };
const LEGEND_LINE = 22;
/** Okabe and Ito's: told apart by those who see colours differently. Shapes tell them apart, too. */
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];
const SHAPES = ['circle', 'square', 'diamond'] as const;

/** An SVG: lines through the medians, with a whisker for what the runs differ. Nothing is loaded for it. */
export function linePlot({ title, x, y, series }: Plot): string {
  const points = series.flatMap((one) => one.points);
  const highest = Math.max(...points.map(({ high }) => high), Number.MIN_VALUE);
  const widest = Math.max(...points.map((point) => point.x), Number.MIN_VALUE);
  const [ticksX, ticksY] = [niceTicks(widest), niceTicks(highest)];
  const [endX, endY] = [ticksX.at(-1) ?? widest, ticksY.at(-1) ?? highest];
  const placeX = (value: number) => EDGE.left + (value / endX) * (WIDTH - EDGE.left - EDGE.right);
  const placeY = (value: number) =>
    HEIGHT - EDGE.bottom - (value / endY) * (HEIGHT - EDGE.bottom - EDGE.top);
  const bottom = HEIGHT - EDGE.bottom;
  const grid = [
    ...ticksY.map(
      (tick) =>
        `<path class="grid" d="M${EDGE.left} ${round(placeY(tick))}H${WIDTH - EDGE.right}"/>` +
        `<text x="${EDGE.left - 8}" y="${round(placeY(tick) + 4)}" text-anchor="end">${labelOf(tick)}</text>`,
    ),
    ...ticksX.map(
      (tick) =>
        `<text x="${round(placeX(tick))}" y="${bottom + 18}" text-anchor="middle">${labelOf(tick)}</text>`,
    ),
  ];
  const lines = series.map(({ points }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = points
      .map(
        (point, at) => `${at === 0 ? 'M' : 'L'}${round(placeX(point.x))} ${round(placeY(point.median))}`,
      )
      .join('');
    const marks = points.map((point) => {
      const [atX, atY] = [round(placeX(point.x)), round(placeY(point.median))];
      const whisker = `<path d="M${atX} ${round(placeY(point.low))}V${round(placeY(point.high))}"/>`;
      return whisker + mark(index, atX, atY);
    });
    return `<g stroke="${colour}" fill="${colour}"><path class="line" d="${path}"/>${marks.join('')}</g>`;
  });
  const legend = series.map(({ name }, index) => {
    const line = HEIGHT + index * LEGEND_LINE;
    const colour = COLOURS[index % COLOURS.length];
    return (
      `<g stroke="${colour}" fill="${colour}">${mark(index, EDGE.left, line)}</g>` +
      `<text x="${EDGE.left + 14}" y="${line + 4}">${escapeHtml(name)}</text>`
    );
  });
  const height = HEIGHT + series.length * LEGEND_LINE;
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>
<svg role="img" aria-label="${escapeHtml(title)}" viewBox="0 0 ${WIDTH} ${height}">
${[...grid, ...lines, ...legend].join('\n')}
<text x="${WIDTH / 2}" y="${bottom + 38}" text-anchor="middle">${escapeHtml(x)}</text>
<text transform="translate(14 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y)}</text>
</svg></figure>`;
}

function mark(index: number, x: number, y: number): string {
  const shape = SHAPES[index % SHAPES.length];
  if (shape === 'circle') return `<circle cx="${x}" cy="${y}" r="4"/>`;
  const turn = shape === 'diamond' ? ` transform="rotate(45 ${x} ${y})"` : '';
  return `<rect x="${x - 3.5}" y="${y - 3.5}" width="7" height="7"${turn}/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
