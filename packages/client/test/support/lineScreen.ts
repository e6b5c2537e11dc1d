import { nonstandard } from './headless.ts';

const WIDTH = 960;
const HEIGHT = 540;
const [DARK, BRIGHT] = [40, 215];
/** Half of the difference between two lines is there: they can be told apart. */
const LEAST_CONTRAST = (BRIGHT - DARK) / 2;

type Lines = 'upright' | 'level';

/** A screen full of dark and bright lines, each one pixel wide: in half the size all of it is grey. */
export function lineScreen(first: Lines): {
  track: MediaStreamTrack;
  show(lines: Lines): void;
  stop(): void;
} {
  const source = new nonstandard.RTCVideoSource();
  const track = source.createTrack();
  const draw = (lines: Lines) => {
    const data = new Uint8ClampedArray(WIDTH * HEIGHT * 1.5).fill(128);
    for (let at = 0; at < WIDTH * HEIGHT; at += 1) {
      const place = lines === 'upright' ? at % WIDTH : Math.floor(at / WIDTH);
      data[at] = place % 2 === 0 ? DARK : BRIGHT;
    }
    return data;
  };
  let data = draw(first);
  const size = { width: WIDTH, height: HEIGHT };
  const timer = setInterval(() => source.onFrame({ ...size, data }), 100);
  return {
    track,
    show: (lines) => {
      data = draw(lines);
    },
    stop: () => clearInterval(timer),
  };
}

/** Waits for a decoded frame on which these lines can be told apart, in the middle of it. */
export function seeLines(track: MediaStreamTrack, lines: Lines): Promise<void> {
  const sink = new nonstandard.RTCVideoSink(track);
  return new Promise((resolve) => {
    sink.onframe = ({ frame: { width, height, data } }) => {
      const step = lines === 'upright' ? 1 : width;
      const from = (height >> 1) * width + (width >> 2);
      let difference = 0;
      for (let at = from; at < from + (width >> 1); at += 1) {
        difference += Math.abs((data[at] ?? 0) - (data[at + step] ?? 0));
      }
      if (difference / (width >> 1) < LEAST_CONTRAST) return;
      sink.stop();
      resolve();
    };
  });
}
