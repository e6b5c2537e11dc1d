import { Readable } from 'node:stream';
import type { PictureFrame } from '@parley/webrtc-node/nonstandard';
import { expect, test } from 'vitest';
import { pictureFrames } from '../src/media/pictureFrames.ts';

async function framesOf(...chunks: Buffer[]): Promise<PictureFrame[]> {
  const frames: PictureFrame[] = [];
  for await (const frame of pictureFrames(Readable.from(chunks))) frames.push(frame);
  return frames;
}

/** 5 x 3 pixels: 15 of luma, and twice 3 x 2 of colour. */
const HEADER = 'YUV4MPEG2 W5 H3 F30:1 Ip C420jpeg\n';
const picture = (fill: number) => Buffer.concat([Buffer.from('FRAME\n'), Buffer.alloc(27, fill)]);
const stream = Buffer.concat([Buffer.from(HEADER), picture(1), picture(2)]);

test.each([1, 7, 40, 1_000])(
  'finds each picture, however it is cut: in pieces of %i bytes',
  async (size) => {
    const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) =>
      stream.subarray(index * size, (index + 1) * size),
    );
    const frames = await framesOf(...pieces);
    expect(frames.map(({ width, height, data }) => [width, height, data.length, data[0]])).toEqual([
      [5, 3, 27, 1],
      [5, 3, 27, 2],
    ]);
  },
);

test('leaves out half a picture at the end, and takes an empty stream', async () => {
  expect(await framesOf(stream.subarray(0, -1))).toHaveLength(1);
  expect(await framesOf()).toEqual([]);
});

test.each(['RIFF of something else\n', 'no line at all'.padEnd(2_000)])('refuses %s', async (text) => {
  await expect(framesOf(Buffer.from(text))).rejects.toThrow('The pictures');
});
