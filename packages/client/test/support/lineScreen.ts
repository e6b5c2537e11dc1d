import { randomFillSync } from 'node:crypto';
import { type PictureFrame, RTCVideoSink, RTCVideoSource } from '@parley/webrtc-node/nonstandard';

const WIDTH = 960;
const HEIGHT = 540;
const [DARK, BRIGHT] = [40, 215];
/** Half of the difference between two lines is there: they can be told apart. */
const LEAST_CONTRAST = (BRIGHT - DARK) / 2;
/** More than an encoder looks back. */
const NOISES = 7;

type Lines = 'upright' | 'level';

type LineScreen = {
  readonly track: MediaStreamTrack;
  /** Pictures so far. */
  readonly shown: number;
  show(lines: Lines): void;
  stop(): void;
};

/**
 * A screen full of dark and bright lines, each one pixel wide: in half the size all of it is grey.
 *
 * @param noise the edge of a square in the upper left corner, in pixels, in which each picture is another one: of that an
 * encoder can save no bits, so that each picture costs about the same
 */
export function lineScreen(
  first: Lines,
  { noise = 0, framesPerSecond = 10 }: { noise?: number; framesPerSecond?: number } = {},
): LineScreen {
  const source = new RTCVideoSource();
  const track = source.createTrack();
  const draw = (lines: Lines) => {
    const data = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(128);
    for (let at = 0; at < WIDTH * HEIGHT; at += 1) {
      const place = lines === 'upright' ? at % WIDTH : Math.floor(at / WIDTH);
      data[at] = place % 2 === 0 ? DARK : BRIGHT;
    }
    return data;
  };
  const noises = Array.from({ length: NOISES }, () => randomFillSync(new Uint8Array(noise * noise)));
  let data = draw(first);
  let shown = 0;
  const timer = setInterval(() => {
    const square = noises[shown % NOISES];
    for (let row = 0; square && row < noise; row += 1) {
      data.set(square.subarray(row * noise, (row + 1) * noise), row * WIDTH);
    }
    source.onFrame({ width: WIDTH, height: HEIGHT, data });
    shown += 1;
  }, 1_000 / framesPerSecond);
  return {
    track,
    get shown() {
      return shown;
    },
    show: (lines) => {
      data = draw(lines);
    },
    stop: () => clearInterval(timer),
  };
}

/** Waits for a decoded frame on which these lines can be told apart. */
export function seeLines(track: MediaStreamTrack, lines: Lines): Promise<void> {
  const sink = new RTCVideoSink(track);
  return new Promise((resolve) => {
    sink.onframe = ({ frame }) => {
      if (!hasLines(frame, lines)) return;
      sink.stop();
      resolve();
    };
  });
}

/** Whether these lines can be told apart in the middle of the picture. */
export function hasLines({ width, height, data }: PictureFrame, lines: Lines): boolean {
  const step = lines === 'upright' ? 1 : width;
  const from = (height >> 1) * width + (width >> 2);
  let difference = 0;
  for (let at = from; at < from + (width >> 1); at += 1) {
    difference += Math.abs((data[at] ?? 0) - (data[at + step] ?? 0));
  }
  return difference / (width >> 1) >= LEAST_CONTRAST;
}
