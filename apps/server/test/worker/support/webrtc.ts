import wrtc from '@roamhq/wrtc';

/*
 * The part of the browser's WebRTC that the tests use, as @roamhq/wrtc brings it to Node. The compiler
 * knows no DOM here, hence these few types.
 */

export type Track = { readonly id: string; stop(): void };
type AudioData = { samples: Int16Array; sampleRate: number };
export type VideoFrame = { width: number; height: number; data: Uint8Array };
type AudioSource = {
  createTrack(): Track;
  onData(
    data: AudioData & { bitsPerSample: number; channelCount: number; numberOfFrames: number },
  ): void;
};
type VideoSource = { createTrack(): Track; onFrame(frame: VideoFrame): void };
type AudioSink = { ondata: ((data: AudioData) => void) | null; stop(): void };
type VideoSink = { onframe: ((event: { frame: VideoFrame }) => void) | null; stop(): void };

export const { RTCAudioSource, RTCVideoSource, RTCAudioSink, RTCVideoSink } =
  wrtc.nonstandard as unknown as {
    RTCAudioSource: new () => AudioSource;
    RTCVideoSource: new () => VideoSource;
    RTCAudioSink: new (track: Track) => AudioSink;
    RTCVideoSink: new (track: Track) => VideoSink;
  };

// mediasoup-client expects a browser's globals.
Object.assign(globalThis, {
  RTCPeerConnection: wrtc.RTCPeerConnection,
  MediaStream: wrtc.MediaStream,
  MediaStreamTrack: wrtc.MediaStreamTrack,
});
