import wrtc from '@roamhq/wrtc';

// Node has no WebRTC of its own; the engine looks for it where a browser has it.
Object.assign(globalThis, {
  RTCPeerConnection: wrtc.RTCPeerConnection,
  MediaStream: wrtc.MediaStream,
  MediaStreamTrack: wrtc.MediaStreamTrack,
});

type Sound = {
  samples: Int16Array;
  sampleRate: number;
  bitsPerSample: number;
  channelCount: number;
  numberOfFrames: number;
};

/** What @roamhq/wrtc offers beside the standard; its types leave it out. */
export const { RTCVideoSource, RTCVideoSink, RTCAudioSource, RTCAudioSink } = (
  wrtc as unknown as {
    nonstandard: {
      RTCVideoSource: new () => {
        createTrack(): MediaStreamTrack;
        onFrame(frame: { width: number; height: number; data: Uint8ClampedArray }): void;
      };
      RTCVideoSink: new (track: MediaStreamTrack) => { onframe: (() => void) | null; stop(): void };
      RTCAudioSource: new () => { createTrack(): MediaStreamTrack; onData(sound: Sound): void };
      RTCAudioSink: new (
        track: MediaStreamTrack,
      ) => { ondata: ((sound: Pick<Sound, 'samples'>) => void) | null; stop(): void };
    };
  }
).nonstandard;
