import { browserCapture } from '../media/Capture.ts';
import { DeviceFailure } from '../media/deviceErrors.ts';
import { acquireDevice } from '../media/localTracks.ts';
import { watchLevel } from '../media/micLevel.ts';
import type { CheckResult } from './CheckReport.ts';

/** A microphone in a silent room still hums; one that is switched off delivers exact zeros. */
const LISTEN_MS = 2_500;

/**
 * Opens a device, looks whether it delivers, and lets it go again. Asks the person, so it belongs to a
 * click. Never rejects.
 */
export async function checkDevice(kind: 'microphone' | 'camera'): Promise<CheckResult> {
  try {
    const { track } = await acquireDevice(browserCapture(), kind, null);
    try {
      const isDelivering = kind === 'microphone' ? await deliversSound(track) : !track.muted;
      return isDelivering ? { verdict: 'good' } : { verdict: 'bad', reason: 'silent' };
    } finally {
      track.stop();
    }
  } catch (error) {
    const code = error instanceof DeviceFailure ? error.deviceError.code : 'failed';
    return { verdict: 'bad', reason: code };
  }
}

function deliversSound(track: MediaStreamTrack): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = (isHeard: boolean) => {
      clearTimeout(timer);
      stop();
      resolve(isHeard);
    };
    const timer = setTimeout(() => settle(false), LISTEN_MS);
    const stop = watchLevel(track, (level) => {
      if (level > 0) settle(true);
    });
  });
}
