import wrtc from '@roamhq/wrtc';

/** Sound as WebRTC for Node gives and takes it: 10 ms at a time, channels interleaved. */
export type SoundFrame = {
  samples: Int16Array;
  /** In Hz. */
  sampleRate: number;
  channelCount: number;
  numberOfFrames: number;
  bitsPerSample: number;
};

/** I420: all of the luma, then the two smaller planes of colour. */
export type PictureFrame = { width: number; height: number; data: Uint8ClampedArray };

/** What @roamhq/wrtc has beyond the standard; its types leave it out. */
type Nonstandard = {
  RTCVideoSource: new (options: {
    isScreencast: boolean;
  }) => { createTrack(): MediaStreamTrack; onFrame(frame: PictureFrame): void };
  RTCAudioSource: new () => { createTrack(): MediaStreamTrack; onData(data: SoundFrame): void };
  RTCAudioSink: new (
    track: MediaStreamTrack,
  ) => { ondata: ((data: SoundFrame) => void) | null; stop(): void };
};

export const { RTCVideoSource, RTCAudioSource, RTCAudioSink } = (
  wrtc as unknown as { nonstandard: Nonstandard }
).nonstandard;
