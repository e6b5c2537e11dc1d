import { describe, expect, it } from 'vitest';
import { stageLayout } from '../src/features/tiles/stageLayout.ts';

const GAP = 10;

describe('stageLayout', () => {
  it('gives everything to the stage when nobody else is shown', () => {
    const window = { width: 1400, height: 800 };
    expect(stageLayout(window, 'screen', 0, GAP)).toEqual({
      main: { x: 0, y: 0, ...window },
      strip: [],
    });
  });

  it('puts the others to the right of a wide window, as many as fit', () => {
    const { main, strip } = stageLayout({ width: 1400, height: 800 }, 'screen', 40, GAP);
    expect(strip.length).toBeGreaterThan(3);
    expect(strip.length).toBeLessThan(40);
    for (const box of strip) expect(box.x).toBe(main.width + GAP);
    expect((strip.at(-1)?.y ?? 0) + (strip.at(-1)?.height ?? 0)).toBeLessThanOrEqual(800);
  });

  it('puts the others below in a tall window and gives them what the screen does not need', () => {
    const { main, strip } = stageLayout({ width: 380, height: 740 }, 'screen', 4, GAP);
    expect(main).toEqual({ x: 0, y: 0, width: 380, height: 238 });
    expect(strip).toHaveLength(4);
    for (const box of strip) {
      expect(box.y).toBeGreaterThanOrEqual(main.height + GAP);
      expect(box.y + box.height).toBeLessThanOrEqual(741);
    }
  });
});
