import { Buffer } from 'node:buffer';
import type { Role } from './cast.ts';

/** The smallest size of which Chromium still sends two layers; four browsers share few processors. */
const WIDTH = 480;
const HEIGHT = 270;
const FRAMES_PER_SECOND = 10;
const FRAMES = 20;
const BAR_WIDTH = 48;

/**
 * A camera's picture as YUV4MPEG2, 4:2:0, two seconds that loop: one colour everywhere and a white
 * bar that wanders over it once per loop. The colour tells whose picture it is, the bar whether it
 * is alive.
 *
 * @param barWidth 0 for a picture of one colour on which nothing moves
 */
export function makePicture({ red, green, blue }: Role['colour'], barWidth = BAR_WIDTH): Buffer {
  // ITU-R BT.601, limited range.
  const y = Math.round(16 + (65.481 * red + 128.553 * green + 24.966 * blue) / 255);
  const u = Math.round(128 + (-37.797 * red - 74.203 * green + 112 * blue) / 255);
  const v = Math.round(128 + (112 * red - 93.786 * green - 18.214 * blue) / 255);

  const parts: Buffer[] = [
    Buffer.from(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${FRAMES_PER_SECOND}:1 Ip A1:1 C420jpeg\n`, 'ascii'),
  ];
  const marker = Buffer.from('FRAME\n', 'ascii');
  for (let frame = 0; frame < FRAMES; frame += 1) {
    const left = Math.round(((WIDTH - barWidth) * frame) / FRAMES / 2) * 2;
    parts.push(
      marker,
      plane(WIDTH, HEIGHT, y, 235, left, barWidth),
      plane(WIDTH / 2, HEIGHT / 2, u, 128, left / 2, barWidth / 2),
      plane(WIDTH / 2, HEIGHT / 2, v, 128, left / 2, barWidth / 2),
    );
  }
  return Buffer.concat(parts);
}

function plane(
  width: number,
  height: number,
  background: number,
  bar: number,
  left: number,
  barWidth: number,
): Buffer {
  const row = Buffer.alloc(width, background).fill(bar, left, left + barWidth);
  const rows = Buffer.alloc(width * height);
  for (let line = 0; line < height; line += 1) row.copy(rows, line * width);
  return rows;
}
