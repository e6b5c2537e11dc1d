import type { Box, Size } from './gridLayout.ts';

export type Stage = {
  readonly main: Box;
  readonly strip: readonly Box[];
};

const RATIO = 16 / 9;

/**
 * One large place and a strip of small ones: at the right of a wide window, below in a tall one.
 * `strip` has as many boxes as fit; the others are not shown.
 */
export function stageLayout(window: Size, stripCount: number, gap: number): Stage {
  const { width, height } = window;
  if (stripCount === 0) return { main: { x: 0, y: 0, width, height }, strip: [] };
  return width > height * 1.15
    ? besideLayout(window, stripCount, gap)
    : belowLayout(window, stripCount, gap);
}

function besideLayout({ width, height }: Size, stripCount: number, gap: number): Stage {
  const tileWidth = Math.round(Math.min(260, Math.max(140, width * 0.18)));
  const tileHeight = Math.round(tileWidth / RATIO);
  const fitting = Math.max(1, Math.floor((height + gap) / (tileHeight + gap)));
  const count = Math.min(stripCount, fitting);
  const top = Math.max(0, Math.round((height - count * tileHeight - (count - 1) * gap) / 2));
  return {
    main: { x: 0, y: 0, width: width - tileWidth - gap, height },
    strip: Array.from({ length: count }, (_, index) => ({
      x: width - tileWidth,
      y: top + index * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
    })),
  };
}

function belowLayout({ width, height }: Size, stripCount: number, gap: number): Stage {
  const tileWidth = Math.round(Math.min(200, Math.max(112, (width - 2 * gap) / 3)));
  const tileHeight = Math.round(tileWidth / RATIO);
  const fitting = Math.max(1, Math.floor((width + gap) / (tileWidth + gap)));
  const count = Math.min(stripCount, fitting);
  const left = Math.round((width - count * tileWidth - (count - 1) * gap) / 2);
  return {
    main: { x: 0, y: 0, width, height: Math.max(0, height - tileHeight - gap) },
    strip: Array.from({ length: count }, (_, index) => ({
      x: left + index * (tileWidth + gap),
      y: height - tileHeight,
      width: tileWidth,
      height: tileHeight,
    })),
  };
}
