export type Size = { readonly width: number; readonly height: number };
export type Box = Size & { readonly x: number; readonly y: number };

export type Grid = {
  readonly boxes: readonly Box[];
  /** How many tiles fit on one page; `boxes` has at most as many. */
  readonly perPage: number;
};

/** The picture of a camera, and how far a tile may cut it to fill its place. */
const WIDEST = 16 / 9;
const NARROWEST = { landscape: 4 / 3, portrait: 3 / 4 } as const;

/** Below this a face cannot be read any more: then there are pages. In CSS pixels. */
const SMALLEST_WIDTH = 150;

/**
 * Places `count` equal tiles so that each is as large as this window allows. Tries every number of
 * columns; equal sizes are decided by the shape that cuts the picture least. The last row is centred.
 */
export function gridLayout(
  window: Size,
  count: number,
  gap: number,
  smallestWidth = SMALLEST_WIDTH,
): Grid {
  if (count === 0 || window.width <= 0 || window.height <= 0) return { boxes: [], perPage: 1 };
  const perPage = mostPerPage(window, gap, smallestWidth);
  const shown = Math.min(count, perPage);
  const best = bestTile(window, shown, gap);
  return { boxes: place(window, shown, best, gap), perPage };
}

type Tile = Size & { readonly columns: number };

function bestTile(window: Size, count: number, gap: number): Tile {
  let best: Tile = { columns: 1, ...tileIn(window, 1, count, gap) };
  for (let columns = 2; columns <= count; columns += 1) {
    const tile = tileIn(window, columns, Math.ceil(count / columns), gap);
    if (worth(tile) > worth(best)) best = { columns, ...tile };
  }
  return best;
}

function tileIn(window: Size, columns: number, rows: number, gap: number): Size {
  const cellWidth = Math.max(0, (window.width - gap * (columns - 1)) / columns);
  const cellHeight = Math.max(0, (window.height - gap * (rows - 1)) / rows);
  const narrowest = window.width >= window.height ? NARROWEST.landscape : NARROWEST.portrait;
  const width = Math.min(cellWidth, cellHeight * WIDEST);
  return { width: Math.floor(width), height: Math.floor(Math.min(cellHeight, width / narrowest)) };
}

/** The area, less a little for what is cut off a 16:9 picture. */
function worth({ width, height }: Size): number {
  if (width === 0 || height === 0) return 0;
  const cut = Math.abs(Math.log(width / height / WIDEST));
  return width * height * (1 - 0.15 * cut);
}

function place(window: Size, count: number, tile: Tile, gap: number): Box[] {
  const rows = Math.ceil(count / tile.columns);
  const top = (window.height - rows * tile.height - (rows - 1) * gap) / 2;
  return Array.from({ length: count }, (_, index) => {
    const row = Math.floor(index / tile.columns);
    const inRow = row === rows - 1 ? count - row * tile.columns : tile.columns;
    const left = (window.width - inRow * tile.width - (inRow - 1) * gap) / 2;
    return {
      x: Math.round(left + (index % tile.columns) * (tile.width + gap)),
      y: Math.round(top + row * (tile.height + gap)),
      width: tile.width,
      height: tile.height,
    };
  });
}

function mostPerPage(window: Size, gap: number, smallestWidth: number): number {
  let most = 1;
  while (bestTile(window, most + 1, gap).width >= smallestWidth) most += 1;
  return most;
}
