import { describe, expect, test } from 'vitest';
import { barPlots } from '../src/report/barPlots.ts';
import { linePlot } from '../src/report/linePlot.ts';
import { reportPage } from '../src/report/page.ts';
import { niceTicks } from '../src/report/ticks.ts';
import { summarize, withSpread } from '../src/statistics.ts';

describe('a summary', () => {
  test('holds values that were really measured', () => {
    const summary = summarize([30, 10, 20, 40]);
    expect(summary).toEqual({ count: 4, min: 10, median: 20, p95: 40, max: 40 });
    expect(withSpread(summary)).toBe('20 (10–40)');
  });

  test('of nothing is none', () => {
    expect(() => summarize([])).toThrow(RangeError);
  });
});

describe('the ticks of an axis', () => {
  test.each([
    [200, [0, 50, 100, 150, 200]],
    [0.0037, [0, 0.001, 0.002, 0.003, 0.004]],
    [7, [0, 2, 4, 6, 8]],
  ])('up to %d are round and cover it', (largest, ticks) => {
    expect(niceTicks(largest)).toEqual(ticks);
  });
});

describe('bars', () => {
  const [plot = '', other] = barPlots([
    { what: 'a <wait>', unit: 'ms', values: [4, 5, 10], baseline: { name: 'least', values: [2] } },
    { what: 'weight', unit: 'KiB', values: [90] },
  ]);
  const widths = [...plot.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));

  test('are as long as the medians, with a whisker from the least to the most', () => {
    const [own = 0, baseline = 0] = widths;
    expect(own / baseline).toBeCloseTo(5 / 2, 1);
    const [, low, high] = /M([\d.]+) [\d.]+H([\d.]+)/.exec(plot) ?? [];
    const start = Number(/<rect x="([\d.]+)"/.exec(plot)?.[1]);
    expect((Number(high) - start) / (Number(low) - start)).toBeCloseTo(10 / 4, 1);
  });

  test('stand with their like, and names as they are', () => {
    expect(widths).toHaveLength(2);
    expect(other).toContain('<figcaption>KiB</figcaption>');
    expect(plot).toContain('a &lt;wait&gt; (hollow: least)');
  });
});

describe('a page', () => {
  const plot = {
    title: 'cost',
    x: 'viewers',
    y: 'µs',
    series: [{ name: 'a <room>', points: [{ x: 10, median: 5, low: 4, high: 10 }] }],
  };

  test('draws each median within its whisker, larger values higher up', () => {
    const [, low, high] = /V?M\d+\S* (\d+\S*)V(\d+\S*)"/.exec(linePlot(plot)) ?? [];
    const [, at] = /cy="(\d+\S*)"/.exec(linePlot(plot)) ?? [];
    expect(Number(high)).toBeLessThan(Number(at));
    expect(Number(at)).toBeLessThan(Number(low));
  });

  test('shows names as they are, and asks nobody for anything', () => {
    const tables = [{ title: 't', keys: 1, columns: ['who'], rows: [['<b>']] }];
    const html = reportPage({
      name: 'x',
      title: 'X',
      about: ['1 & 2'],
      tables,
      plots: [linePlot(plot)],
      measured: {},
    });
    expect(html).toContain('<td>&lt;b&gt;</td>');
    expect(html).toContain('a &lt;room&gt;');
    expect(html).toContain('1 &amp; 2');
    expect(html).not.toMatch(/https?:|src=|@import/);
  });
});
