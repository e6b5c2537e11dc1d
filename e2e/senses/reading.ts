import type { Locator } from '@playwright/test';
import { PNG } from 'pngjs';

/** The part of a page with text, away from the edges that a capture may cut differently. */
const REGION = { left: 20, top: 20, width: 560, height: 320 };

/**
 * How far the picture in a video says the same as a page's screenshot: the correlation of the two,
 * pixel by pixel at the page's own size, over a block of text. 1 is the same; text whose strokes are
 * blurred away or that says something else stays far below.
 *
 * @param page PNG
 */
export async function similarityOfText(video: Locator, page: Buffer): Promise<number> {
  const png = PNG.sync.read(page);
  const expected = brightnessOf(png);
  const seen = await video.evaluate(grabRegion, {
    region: REGION,
    page: { width: png.width, height: png.height },
  });
  return seen ? correlation(expected, seen) : 0;
}

function brightnessOf({ width, data }: PNG): number[] {
  const values: number[] = [];
  for (let y = REGION.top; y < REGION.top + REGION.height; y += 1) {
    for (let x = REGION.left; x < REGION.left + REGION.width; x += 1) {
      const at = (y * width + x) * 4;
      values.push((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0));
    }
  }
  return values;
}

/** Runs in the page. Draws the video at the size of the captured page. */
function grabRegion(
  element: Element,
  { region, page }: { region: typeof REGION; page: { width: number; height: number } },
): number[] | undefined {
  if (!(element instanceof HTMLVideoElement) || element.videoWidth === 0) return undefined;
  const canvas = new OffscreenCanvas(page.width, page.height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(element, 0, 0, page.width, page.height);
  const { data } = context.getImageData(region.left, region.top, region.width, region.height);
  const values: number[] = [];
  for (let at = 0; at < data.length; at += 4) {
    values.push((data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0));
  }
  return values;
}

/** Pearson's; 0 for a picture of one colour. */
function correlation(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanOne, meanOther] = [mean(one), mean(other)];
  let both = 0;
  let squareOne = 0;
  let squareOther = 0;
  for (const [index, value] of one.entries()) {
    const a = value - meanOne;
    const b = (other[index] ?? 0) - meanOther;
    both += a * b;
    squareOne += a * a;
    squareOther += b * b;
  }
  return squareOne === 0 || squareOther === 0 ? 0 : both / Math.sqrt(squareOne * squareOther);
}
