/** Small enough that a machine without browsers encodes it beside all else, and large enough to be shown in full. */
export const PAGE = { width: 960, height: 540 };
/** The edge of a dot, in pixels: in half the size nothing of it is left. */
const DOT = 2;
const [PAPER, INK] = [235, 20];
/** Of the rows of dots so many are full, as lines of text are. */
const LINES = { of: 8, written: 5 };
/** What can be read: text that is blurred or says something else stays far below. */
const READ = 0.8;

type Picture = { readonly width: number; readonly height: number; readonly data: Uint8Array };

/** The brightness of each pixel of a full page. Each number has a page of its own, which costs an encoder as much as text does. */
export function drawPage(number: number): Uint8Array {
  const brightness = new Uint8Array(PAGE.width * PAGE.height).fill(PAPER);
  let state = number * 2_654_435_761 + 1;
  for (let y = 0; y < PAGE.height; y += DOT) {
    if ((y / DOT) % LINES.of >= LINES.written) continue;
    for (let x = 0; x < PAGE.width; x += DOT) {
      // Numerical Recipes' generator: the same page at both ends.
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      if (state >>> 30 !== 0) continue;
      for (let row = 0; row < DOT; row += 1) {
        const from = (y + row) * PAGE.width + x;
        brightness.fill(INK, from, from + DOT);
      }
    }
  }
  return brightness;
}

/** Which of the pages can be read on a picture; null when none. */
export function readPage({ width, height, data }: Picture, pages: readonly Uint8Array[]): number | null {
  if (width !== PAGE.width || height !== PAGE.height) return null;
  const found = pages.findIndex((page) => correlation(page, data) > READ);
  return found === -1 ? null : found;
}

/** Pearson's, over the brightness of all pixels. */
function correlation(page: Uint8Array, seen: Uint8Array): number {
  const count = page.length;
  let [sumOne, sumOther, both, squareOne, squareOther] = [0, 0, 0, 0, 0];
  for (let at = 0; at < count; at += 1) {
    const [one, other] = [page[at] ?? 0, seen[at] ?? 0];
    sumOne += one;
    sumOther += other;
    both += one * other;
    squareOne += one * one;
    squareOther += other * other;
  }
  const spread = (sum: number, square: number) => Math.sqrt(square - (sum * sum) / count);
  const spreads = spread(sumOne, squareOne) * spread(sumOther, squareOther);
  return spreads === 0 ? 0 : (both - (sumOne * sumOther) / count) / spreads;
}
