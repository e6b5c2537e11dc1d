/** What a video element shows. */
export type SeenPicture = {
  readonly width: number;
  readonly height: number;
  /** The middle value of each channel over all pixels: what fills most of the picture. */
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  /** The share of the pixels, 0 to 1, that were another colour three frames later. */
  readonly moved: number;
};

/** Runs in the page, so it may use nothing of this module: looks at a video twice and compares. */
export async function comparePictures(element: Element): Promise<SeenPicture | undefined> {
  const WIDTH = 64;
  const HEIGHT = 36;
  const FRAMES_BETWEEN_LOOKS = 3;
  /** A machine with more to do than it can shows few frames; one that shows none at all has stopped. */
  const LOOK_AGAIN_AFTER_MS = 1_500;
  const DIFFERENT = 60;
  if (!(element instanceof HTMLVideoElement)) throw new Error('not a video element');
  if (element.readyState < HTMLMediaElement.HAVE_CURRENT_DATA || element.videoWidth === 0) {
    return undefined;
  }
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  const grab = (): Uint8ClampedArray => {
    context.drawImage(element, 0, 0, WIDTH, HEIGHT);
    return context.getImageData(0, 0, WIDTH, HEIGHT).data;
  };
  const first = grab();
  await new Promise<void>((done) => {
    setTimeout(done, LOOK_AGAIN_AFTER_MS);
    const count = (left: number): void => {
      if (left === 0) done();
      else element.requestVideoFrameCallback(() => count(left - 1));
    };
    count(FRAMES_BETWEEN_LOOKS);
  });
  const second = grab();

  let moved = 0;
  for (let index = 0; index < first.length; index += 4) {
    const change = [0, 1, 2].reduce(
      (sum, channel) => sum + Math.abs((first[index + channel] ?? 0) - (second[index + channel] ?? 0)),
      0,
    );
    if (change > DIFFERENT) moved += 1;
  }
  const median = (channel: number): number => {
    const values: number[] = [];
    for (let index = channel; index < second.length; index += 4) values.push(second[index] ?? 0);
    values.sort((a, b) => a - b);
    return values[values.length / 2] ?? 0;
  };
  return {
    width: element.videoWidth,
    height: element.videoHeight,
    red: median(0),
    green: median(1),
    blue: median(2),
    moved: moved / (WIDTH * HEIGHT),
  };
}
