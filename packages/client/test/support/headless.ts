import {
  RTCAudioSink,
  RTCAudioSource,
  RTCVideoSink,
  RTCVideoSource,
} from '@parley/webrtc-node/nonstandard';
import '@parley/webrtc-node/globals';
import type { Log } from '../../src/log.ts';
import { CallSession } from '../../src/session/CallSession.ts';
import type { CallState } from '../../src/session/store/CallState.ts';
import { recordingLog } from './recordingLog.ts';

const WIDTH = 320;
const HEIGHT = 240;
const SAMPLE_RATE = 48_000;

/** A picture in one shade of grey, so that a receiver can tell whose it is. */
export function greyCamera(grey: number): { track: MediaStreamTrack; stop(): void } {
  const source = new RTCVideoSource();
  const track = source.createTrack();
  const data = new Uint8Array(WIDTH * HEIGHT * 1.5).fill(128);
  data.fill(grey, 0, WIDTH * HEIGHT);
  const timer = setInterval(() => source.onFrame({ width: WIDTH, height: HEIGHT, data }), 33);
  return { track, stop: () => clearInterval(timer) };
}

/** A steady tone. */
export function toneMicrophone(frequency: number): { track: MediaStreamTrack; stop(): void } {
  const source = new RTCAudioSource();
  const track = source.createTrack();
  const numberOfFrames = SAMPLE_RATE / 100;
  const startedAt = performance.now();
  let position = 0;
  const timer = setInterval(() => {
    // As much sound as time has passed: a busy machine's timers come late.
    const due = ((performance.now() - startedAt) * SAMPLE_RATE) / 1_000;
    while (position <= due) {
      const samples = new Int16Array(numberOfFrames);
      for (let i = 0; i < numberOfFrames; i++, position++) {
        samples[i] = 8_000 * Math.sin((2 * Math.PI * frequency * position) / SAMPLE_RATE);
      }
      const format = { sampleRate: SAMPLE_RATE, bitsPerSample: 16, channelCount: 1 };
      source.onData({ samples, numberOfFrames, ...format });
    }
  }, 10);
  return { track, stop: () => clearInterval(timer) };
}

/** Waits for a decoded frame that looks as it should. @returns its mean brightness */
export function seeFrame(
  track: MediaStreamTrack,
  isRight: (brightness: number) => boolean,
): Promise<number> {
  const sink = new RTCVideoSink(track);
  return new Promise((resolve) => {
    sink.onframe = ({ frame }) => {
      const luma = frame.data.subarray(0, frame.width * frame.height);
      const brightness = luma.reduce((sum, value) => sum + value, 0) / luma.length;
      if (!isRight(brightness)) return;
      sink.stop();
      resolve(brightness);
    };
  });
}

/** Waits for a stretch of sound whose loudness (RMS, full scale 32768) is right. */
export function hear(track: MediaStreamTrack, isRight: (rms: number) => boolean): Promise<number> {
  const sink = new RTCAudioSink(track);
  return new Promise((resolve) => {
    sink.ondata = ({ samples }) => {
      const rms = Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
      if (!isRight(rms)) return;
      sink.stop();
      resolve(rms);
    };
  });
}

export function headlessSession(url: string, room: string, log: Log = recordingLog()): CallSession {
  return new CallSession({ url, room, log, rtc: { handlerName: 'Chrome111' } });
}

/** Resolves with the first state, now or later, for which `isRight` returns something. */
export function untilState<Found>(
  session: CallSession,
  isRight: (state: CallState) => Found | undefined | false,
): Promise<Found> {
  return new Promise((resolve) => {
    const look = (state: CallState): boolean => {
      const found = isRight(state);
      if (found === undefined || found === false) return false;
      resolve(found);
      return true;
    };
    if (look(session.store.getState())) return;
    const stop = session.store.subscribe((state) => {
      if (look(state)) stop();
    });
  });
}
