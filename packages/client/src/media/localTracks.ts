import type { Capture } from './Capture.ts';
import { type CaptureKind, DeviceFailure, toDeviceError } from './deviceErrors.ts';
import { pageFacts } from './pageFacts.ts';

/** A track and the choice it was captured for. */
export type CapturedTrack = {
  readonly track: MediaStreamTrack;
  /** The device that was chosen; null is the system's own choice. */
  readonly chosen: string | null;
  /** True when the chosen device was not there and another one took its place. */
  readonly isSubstitute: boolean;
};

export type CapturedScreen = {
  readonly video: MediaStreamTrack;
  /** Where the browser offered it and the person ticked it. */
  readonly audio: MediaStreamTrack | null;
};

/** 720p at 30 frames a second: what a grid or a stage can show and most uplinks carry. */
const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

/** The full size of what is shown; `contentHint` gives up frames before sharpness. */
const SCREEN: MediaTrackConstraints = { frameRate: { ideal: 30, max: 30 } };

/** The sound of a tab or the system is music and film: nothing may "improve" it. */
const SCREEN_AUDIO: MediaTrackConstraints = {
  echoCancellation: false,
  noiseSuppression: false,
  autoGainControl: false,
};

/** @throws DeviceFailure */
export async function acquireDevice(
  capture: Capture | undefined,
  kind: 'microphone' | 'camera',
  chosen: string | null,
): Promise<CapturedTrack> {
  return withDeviceErrors(kind, async () => {
    const present = needCapture(capture);
    if (chosen === null) {
      return { track: await getTrack(present, kind, undefined), chosen, isSubstitute: false };
    }
    try {
      return { track: await getTrack(present, kind, chosen), chosen, isSubstitute: false };
    } catch (error) {
      if (!isGone(error)) throw error;
      return { track: await getTrack(present, kind, undefined), chosen, isSubstitute: true };
    }
  });
}

/**
 * Opens the browser's picker. The picker is asked for before anything is awaited, because browsers
 * open it only while the click is fresh.
 * @throws DeviceFailure; `dismissed` when the person closed it
 */
export async function acquireScreen(capture: Capture | undefined): Promise<CapturedScreen> {
  return withDeviceErrors('screen', async () => {
    const present = needCapture(capture);
    if (!present.getDisplayMedia) {
      throw new DeviceFailure('unsupported', 'getDisplayMedia is not there');
    }
    const options: DisplayMediaStreamOptions & ScreenHints = {
      video: SCREEN,
      audio: SCREEN_AUDIO,
      selfBrowserSurface: 'exclude',
      surfaceSwitching: 'include',
      systemAudio: 'include',
    };
    const stream = await present.getDisplayMedia(options);
    const video = stream.getVideoTracks()[0];
    if (!video) throw new DeviceFailure('failed', 'the picker gave no picture');
    video.contentHint = 'detail';
    return { video, audio: stream.getAudioTracks()[0] ?? null };
  });
}

/** W3C Screen Capture, section 5.4; Chromium has them, TypeScript does not yet. */
type ScreenHints = {
  selfBrowserSurface: 'include' | 'exclude';
  surfaceSwitching: 'include' | 'exclude';
  systemAudio: 'include' | 'exclude';
};

async function getTrack(
  capture: Capture,
  kind: 'microphone' | 'camera',
  deviceId: string | undefined,
): Promise<MediaStreamTrack> {
  const wanted = {
    ...(kind === 'camera' ? CAMERA : MICROPHONE),
    ...(deviceId === undefined ? {} : { deviceId: { exact: deviceId } }),
  };
  const stream = await capture.getUserMedia(kind === 'camera' ? { video: wanted } : { audio: wanted });
  const track = stream.getTracks()[0];
  if (!track) throw new DeviceFailure('failed', 'the browser gave no track');
  if (kind === 'microphone') track.contentHint = 'speech';
  return track;
}

function needCapture(capture: Capture | undefined): Capture {
  if (capture) return capture;
  throw globalThis.isSecureContext === false
    ? new DeviceFailure('insecure-page', 'navigator.mediaDevices needs HTTPS or localhost')
    : new DeviceFailure('unsupported', 'navigator.mediaDevices is not there');
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Error &&
    ['NotFoundError', 'OverconstrainedError', 'DevicesNotFoundError'].includes(error.name)
  );
}

async function withDeviceErrors<Result>(kind: CaptureKind, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const { code, detail } = toDeviceError(error, kind, await pageFacts(kind));
    throw new DeviceFailure(code, detail);
  }
}
