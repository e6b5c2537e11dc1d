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
export type PictureFrame = { width: number; height: number; data: Uint8Array };

type VideoSource = { createTrack(): MediaStreamTrack; onFrame(frame: PictureFrame): void };
type VideoSink = { onframe: ((event: { frame: PictureFrame }) => void) | null; stop(): void };
type AudioSource = { createTrack(): MediaStreamTrack; onData(frame: SoundFrame): void };
type AudioSink = { ondata: ((frame: SoundFrame) => void) | null; stop(): void };

/** Sources make tracks, sinks take them apart. What @roamhq/wrtc says of their types leaves out what comes and goes. */
export const { RTCVideoSource, RTCVideoSink, RTCAudioSource, RTCAudioSink } =
  wrtc.nonstandard as unknown as {
    RTCVideoSource: new (options?: { isScreencast: boolean }) => VideoSource;
    RTCVideoSink: new (track: MediaStreamTrack) => VideoSink;
    RTCAudioSource: new () => AudioSource;
    RTCAudioSink: new (track: MediaStreamTrack) => AudioSink;
  };
