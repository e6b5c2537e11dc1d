import { describe, expect, it } from 'vitest';
import { type Box, gridLayout, type Size } from '../src/features/tiles/gridLayout.ts';

const GAP = 10;
const WINDOWS: readonly Size[] = [
  { width: 1416, height: 820 },
  { width: 800, height: 1080 },
  { width: 374, height: 740 },
  { width: 830, height: 300 },
  { width: 2560, height: 400 },
];
const COUNTS = [1, 2, 3, 4, 5, 7, 9, 12, 16, 25, 49];

const isInside = (box: Box, { width, height }: Size) =>
  box.x >= 0 && box.y >= 0 && box.x + box.width <= width + 1 && box.y + box.height <= height + 1;

const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('gridLayout', () => {
  for (const window of WINDOWS) {
    for (const count of COUNTS) {
      it(`places ${count} in ${window.width}x${window.height} inside, apart and alike`, () => {
        const { boxes, perPage } = gridLayout(window, count, GAP);
        expect(boxes).toHaveLength(Math.min(count, perPage));
        for (const [index, box] of boxes.entries()) {
          expect(isInside(box, window)).toBe(true);
          expect([box.width, box.height]).toEqual([boxes[0]?.width, boxes[0]?.height]);
          for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
        }
      });
    }
  }

  it('gives one person in a wide window the largest 16:9 picture there is', () => {
    const [box] = gridLayout({ width: 1600, height: 900 }, 1, GAP).boxes;
    expect(box).toEqual({ x: 0, y: 0, width: 1600, height: 900 });
  });

  it('puts two beside each other in a wide window and above each other in a tall one', () => {
    const [left, right] = gridLayout({ width: 1400, height: 800 }, 2, GAP).boxes;
    expect(left?.y).toBe(right?.y);
    const [upper, lower] = gridLayout({ width: 380, height: 740 }, 2, GAP).boxes;
    expect(upper?.x).toBe(lower?.x);
  });

  it('never makes tiles smaller than any other number of columns would', () => {
    const window = { width: 1416, height: 820 };
    const [box] = gridLayout(window, 5, GAP).boxes;
    for (let columns = 1; columns <= 5; columns += 1) {
      const rows = Math.ceil(5 / columns);
      const width = Math.min(
        (window.width - GAP * (columns - 1)) / columns,
        ((window.height - GAP * (rows - 1)) / rows) * (16 / 9),
      );
      expect((box?.width ?? 0) * (box?.height ?? 0)).toBeGreaterThanOrEqual(
        Math.floor((width * width * 9) / 16) * 0.98,
      );
    }
  });

  it('centres the last row', () => {
    const window = { width: 1416, height: 820 };
    const { boxes } = gridLayout(window, 5, GAP);
    const last = boxes.filter(({ y }) => y === boxes.at(-1)?.y);
    const left = last[0]?.x ?? 0;
    const right = window.width - ((last.at(-1)?.x ?? 0) + (last.at(-1)?.width ?? 0));
    expect(Math.abs(left - right)).toBeLessThanOrEqual(1);
    expect(last.length).toBeLessThan(boxes.length);
  });

  it('turns the page before faces become unreadable', () => {
    const { boxes, perPage } = gridLayout({ width: 374, height: 740 }, 49, GAP);
    expect(perPage).toBeLessThan(49);
    expect(boxes[0]?.width).toBeGreaterThanOrEqual(150);
  });

  it('survives a window that is not laid out yet', () => {
    expect(gridLayout({ width: 0, height: 0 }, 3, GAP).boxes).toEqual([]);
  });
});
