import type { Picture } from '@parley/protocol/account';
import { LIMITS } from '@parley/protocol/limits';

const EDGE = LIMITS.pictureEdge;
/** Tried one after the other until the file is small enough. */
const QUALITIES = [0.9, 0.75, 0.6, 0.4];

/**
 * The middle square of a picture, small. What a camera wrote into its file (where, when, with what)
 * does not come along.
 *
 * @throws {Error} when this browser cannot read it
 */
export async function makePicture(file: Blob): Promise<Picture> {
  const bitmap = await createImageBitmap(file);
  const edge = Math.min(bitmap.width, bitmap.height);
  const canvas = new OffscreenCanvas(EDGE, EDGE);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('This browser cannot draw.');
  // A transparent picture is shown on white, whatever the page's colours are.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, EDGE, EDGE);
  context.imageSmoothingQuality = 'high';
  const [left, top] = [(bitmap.width - edge) / 2, (bitmap.height - edge) / 2];
  context.drawImage(bitmap, left, top, edge, edge, 0, 0, EDGE, EDGE);
  bitmap.close();
  for (const quality of QUALITIES) {
    const made = await encode(canvas, quality);
    if (made.size <= LIMITS.pictureBytes) return toWire(made);
  }
  throw new Error('This picture does not become small enough.');
}

async function encode(canvas: OffscreenCanvas, quality: number): Promise<Blob> {
  const webp = await canvas.convertToBlob({ type: 'image/webp', quality });
  // A browser that cannot write WebP gives a PNG, which would be large.
  return webp.type === 'image/webp' ? webp : await canvas.convertToBlob({ type: 'image/jpeg', quality });
}

async function toWire(blob: Blob): Promise<Picture> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return { mediaType: blob.type === 'image/webp' ? 'image/webp' : 'image/jpeg', data: btoa(binary) };
}
