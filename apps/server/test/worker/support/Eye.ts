import { type PictureFrame, RTCVideoSink } from '@parley/webrtc-node/nonstandard';
import type { Colour } from './Picture.ts';

/** Looks at a received picture. */
export class Eye {
  frames = 0;
  width = 0;
  readonly #sink: InstanceType<typeof RTCVideoSink>;
  #last: PictureFrame | undefined;

  constructor(track: MediaStreamTrack) {
    this.#sink = new RTCVideoSink(track);
    this.#sink.onframe = ({ frame }) => {
      this.frames += 1;
      this.width = frame.width;
      this.#last = frame;
    };
  }

  /** True when the middle of the newest picture has this colour. */
  sees(colour: Colour): boolean {
    if (!this.#last) return false;
    const { width, height, data } = this.#last;
    const luma = width * height;
    const [halfWidth, halfHeight] = [width >> 1, height >> 1];
    const middle = (halfHeight >> 1) * halfWidth + (halfWidth >> 1);
    const seen = [
      data[halfHeight * width + halfWidth],
      data[luma + middle],
      data[luma + halfWidth * halfHeight + middle],
    ];
    const meant = [colour.y, colour.u, colour.v];
    return seen.every((value, plane) => Math.abs((value ?? 0) - (meant[plane] ?? 0)) < 16);
  }

  stop(): void {
    this.#sink.stop();
  }
}
