import { type Box, gridLayout, type Size } from './gridLayout.ts';

export type Stage = {
  readonly main: Box;
  /** As many as fit; the others are not shown. */
  readonly strip: readonly Box[];
};

/** Width by height of what is on the stage: a screen is wider than a person has to be. */
const RATIO = { screen: 16 / 10, person: 4 / 5 } as const;
const STRIP_RATIO = 16 / 9;
const SMALLEST_STRIP_WIDTH = 96;

/**
 * One large place and small ones for the others: in a strip at the right of a wide window, in the
 * room below of a tall one.
 */
export function stageLayout(
  window: Size,
  kind: keyof typeof RATIO,
  stripCount: number,
  gap: number,
): Stage {
  const { width, height } = window;
  if (stripCount === 0) return { main: { x: 0, y: 0, width, height }, strip: [] };
  return width > height * 1.15
    ? besideLayout(window, stripCount, gap)
    : belowLayout(window, RATIO[kind], stripCount, gap);
}

function besideLayout({ width, height }: Size, stripCount: number, gap: number): Stage {
  const tileWidth = Math.round(Math.min(260, Math.max(SMALLEST_STRIP_WIDTH, width * 0.18)));
  const tileHeight = Math.round(tileWidth / STRIP_RATIO);
  const fitting = Math.max(1, Math.floor((height + gap) / (tileHeight + gap)));
  const count = Math.min(stripCount, fitting);
  const top = Math.max(0, Math.round((height - count * tileHeight - (count - 1) * gap) / 2));
  return {
    main: { x: 0, y: 0, width: Math.max(0, width - tileWidth - gap), height },
    strip: Array.from({ length: count }, (_, index) => ({
      x: width - tileWidth,
      y: top + index * (tileHeight + gap),
      width: tileWidth,
      height: tileHeight,
    })),
  };
}

function belowLayout({ width, height }: Size, ratio: number, stripCount: number, gap: number): Stage {
  const smallestRest = SMALLEST_STRIP_WIDTH / STRIP_RATIO;
  const mainHeight = Math.round(Math.max(0, Math.min(width / ratio, height - smallestRest - gap)));
  const y = mainHeight + gap;
  const rest = gridLayout({ width, height: height - y }, stripCount, gap, SMALLEST_STRIP_WIDTH);
  return {
    main: { x: 0, y: 0, width, height: mainHeight },
    strip: rest.boxes.map((box) => ({ ...box, y: box.y + y })),
  };
}
